package dev.landfall.cli.role;

import tools.jackson.databind.JsonNode;

/** An identity as one cell. */
public final class IdentityText {

    private IdentityText() {}

    /** A role's ARN, a client id, a service account; empty for a missing identity. */
    public static String of(JsonNode identity) {
        return switch (identity.path("type").asString("")) {
            case "aws-role" -> identity.path("roleArn").asString("");
            case "azure-managed-identity" -> identity.path("clientId").asString("");
            case "kubernetes-service-account" ->
                "system:serviceaccount:" + identity.path("namespace").asString("") + ":"
                        + identity.path("name").asString("");
            default -> identity.path("type").asString("");
        };
    }
}
