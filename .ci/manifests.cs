#:package KubernetesClient@19.0.2
#:property ManagePackageVersionsCentrally=false
#:property PublishAot=false

using k8s;

// Reads manifests by the types of Kubernetes' API; a key that no type knows is an error.
var count = 0;
foreach (var file in args)
{
    try
    {
        count += KubernetesYaml.LoadAllFromString(File.ReadAllText(file), strict: true).Count;
    }
    catch (YamlDotNet.Core.YamlException problem)
    {
        Console.Error.WriteLine($"{file}: {problem.Message}");
        return 1;
    }
}

Console.WriteLine($"Kubernetes' types: {count} objects fit.");
return count > 0 ? 0 : 1;
