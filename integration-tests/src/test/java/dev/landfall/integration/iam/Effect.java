package dev.landfall.integration.iam;

/** What a statement does to a request that it is about. */
public enum Effect {
    ALLOW,
    DENY;

    static Effect of(String text) {
        return switch (text) {
            case "Allow" -> ALLOW;
            case "Deny" -> DENY;
            default -> throw new IllegalArgumentException("A statement's effect is Allow or Deny, not '" + text + "'.");
        };
    }
}
