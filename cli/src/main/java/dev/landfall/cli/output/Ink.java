package dev.landfall.cli.output;

/** Colors (ECMA-48 SGR) by meaning; without color, text comes back as it is. */
public final class Ink {

    private static final Ink PLAIN = new Ink(false);

    private final boolean colored;

    public Ink(boolean colored) {
        this.colored = colored;
    }

    Ink plain() {
        return PLAIN;
    }

    public String bold(String text) {
        return paint(text, "1");
    }

    public String faint(String text) {
        return paint(text, "2");
    }

    public String good(String text) {
        return paint(text, "32");
    }

    public String bad(String text) {
        return paint(text, "31");
    }

    public String notable(String text) {
        return paint(text, "33");
    }

    /** A word of the API's status vocabularies in its color; any other text as it is. */
    public String status(String text) {
        return switch (text) {
            case "succeeded", "deployed", "online", "accepted", "active", "ok" -> good(text);
            case "failed", "timed-out", "lost", "rejected", "offline", "error" -> bad(text);
            case "running", "claimed", "awaiting-approval", "disconnected", "cancelled" -> notable(text);
            case "pending", "queued", "skipped", "ignored" -> faint(text);
            default -> text;
        };
    }

    private String paint(String text, String code) {
        return colored && !text.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
