#!/usr/bin/env bash
# Builds what the package feed allows and runs its tests: the whole solution, else it without the Azure module, else
# QuantTradeAI.Embedded.slnf, which needs no Orleans package. What was left out and why stands above the last line, which is
# "N passed, N failed, N skipped". Only packages that the feed lacks lead to less; whatever else goes wrong fails the run.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")" || exit 1
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_CLI_UI_LANGUAGE=en

results=artifacts/test-results
rm -rf "$results" artifacts/scope
mkdir -p "$results"
code=0
left_out=()

give_up() {
    echo "$1"
    echo "0 passed, 0 failed, 0 skipped"
    exit 1
}

# The counts of one results file, as "passed failed skipped".
counts_of() {
    sed -n 's/.*<Counters \([^>]*\)>.*/\1/p' "$1" | head -n 1 | tr ' ' '\n' | tr -d '"/' | awk -F= '
        { n[$1] = $2 }
        END { skipped = n["total"] - n["executed"]; print n["passed"] + 0, n["total"] - n["passed"] - skipped, skipped + 0 }'
}

# The tests of one results file with an outcome, one name a line.
names_of() {
    grep -o '<UnitTestResult [^>]*>' "$1" | grep "outcome=\"$2\"" | sed 's/.*testName="\([^"]*\)".*/\1/' | sort
}

# The packages that a restore did not find, in one line: NU1100 to NU1103 say that the feed lacks a package or its version.
missing_of() {
    sed -n "s/.*error NU110[0-3]: Unable to \(find package \|find a stable package \|resolve '\)\([A-Za-z0-9._-]*[A-Za-z0-9_-]\).*/\2/p" "$1" | sort -u | paste -sd, | sed 's/,/, /g'
}

# Restores; 1 when nothing but packages of the feed is missing, which go to $missing. Anything else ends the run.
restores() {
    local log="$results/restore-$(basename "$1").log"
    dotnet restore "$1" --verbosity quiet >"$log" 2>&1 && return 0
    missing=$(missing_of "$log")
    if [ -z "$missing" ] || grep 'error ' "$log" | grep -qv 'error NU110[0-3]:'; then
        cat "$log"
        give_up "The restore failed."
    fi
    return 1
}

projects_of() { grep -o '"[^"]*\.csproj"' "$1" | tr -d '"' | sed 's/\\\\*/\//g' | sort; }

whole=QuantTradeAI.Orleans.sln
solution=$whole
if ! restores "$whole"; then
    whole_lacks=$missing
    export AzureStorage=false
    if restores "$whole"; then
        left_out+=("Left out: the Azure module. The feed lacks $whole_lacks.")
    else
        unset AzureStorage
        solution=QuantTradeAI.Embedded.slnf
        left_out+=("Left out: all that needs Orleans. The feed lacks $whole_lacks.")
        restores "$solution" || { cat "$results/restore-$solution.log"; give_up "The feed lacks packages that every part needs: $missing."; }
        while read -r project; do left_out+=("  $project"); done < <(comm -23 <(projects_of "$whole") <(projects_of "$solution"))
    fi
fi
# For those who go on with what was built here, such as .ci/run.
printf 'solution=%s\nexport AzureStorage=%s\n' "$solution" "${AzureStorage:-}" >artifacts/scope

# One compiler for all projects, also where the environment has switched that off: it halves the build.
dotnet build "$solution" --no-restore --verbosity quiet -p:UseSharedCompilation=true || give_up "The build failed."

passed=0 failed=0 skipped=0
skipped_names=""
for project in $(projects_of "$solution" | grep '^tests/.*\.Tests\.csproj$'); do
    name=$(basename "$project" .csproj)
    trx="$results/$name.trx"
    log="$results/$name.log"
    dotnet test "$project" --no-build --results-directory "$results" --logger "trx;LogFileName=$name.trx" \
        --blame-hang-timeout 4m --blame-hang-dump-type none >"$log" 2>&1
    exit_code=$?
    if [ ! -s "$trx" ]; then
        echo "$name: no results"
        cat "$log"
        code=1
        continue
    fi

    read -r p f s <<<"$(counts_of "$trx")"
    echo "$name: $p passed, $f failed, $s skipped"
    if [ "$f" -gt 0 ] || [ "$exit_code" -ne 0 ]; then
        cat "$log"
        code=1
    fi

    skipped_names+="$(names_of "$trx" NotExecuted)"$'\n'
    passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
done

if [ "$skipped" -gt 0 ]; then
    echo "Skipped:"
    sed '/^$/d; s/^/  /' <<<"$skipped_names"
fi
if [ $((passed + failed)) -eq 0 ]; then
    echo "No test ran."
    code=1
fi
if [ "${#left_out[@]}" -gt 0 ]; then printf '%s\n' "${left_out[@]}"; fi
echo "$passed passed, $failed failed, $skipped skipped"
exit $code
