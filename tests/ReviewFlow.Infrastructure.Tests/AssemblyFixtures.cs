using ReviewFlow.Testing.Azure;

[assembly: AssemblyFixture(typeof(Azurite))]
