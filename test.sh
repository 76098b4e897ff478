#!/usr/bin/env bash
# Builds the solution and runs all tests. The last line is "N passed, N failed, N skipped".
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")" || exit 1
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

results=artifacts/test-results
rm -rf "$results"
mkdir -p "$results"
code=0

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

dotnet build QuantTradeAI.Orleans.sln --verbosity quiet || { echo "The build failed."; echo "0 passed, 0 failed, 0 skipped"; exit 1; }

passed=0 failed=0 skipped=0
skipped_names=""
for project in tests/*/*.Tests.csproj; do
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
echo "$passed passed, $failed failed, $skipped skipped"
exit $code
