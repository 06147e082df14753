package dev.landfall.cli.pool;

import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Options that name a managed identity. */
final class AzureIdentity {

    @Option(
            names = "--azure-tenant",
            paramLabel = "TENANT",
            required = true,
            description = "Entra tenant of the managed identity.")
    String tenant = "";

    @Option(
            names = "--azure-principal",
            paramLabel = "PRINCIPAL",
            required = true,
            description = "Principal (object) id of the managed identity.")
    String principal = "";

    JsonNode shape() {
        return TrustShapes.of("azure").put("tenant", tenant).put("principalId", principal);
    }
}
