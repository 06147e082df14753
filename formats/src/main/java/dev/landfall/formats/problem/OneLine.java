package dev.landfall.formats.problem;

/** Keeps a message on one line and of bounded length, whatever piece of the input it quotes. */
final class OneLine {

    private static final int MAX_LENGTH = 1_000;

    private OneLine() {}

    static String of(String message) {
        var line = new StringBuilder(Math.min(message.length(), MAX_LENGTH));
        for (var i = 0; i < message.length() && line.length() < MAX_LENGTH; i++) {
            var c = message.charAt(i);
            line.append(Character.isISOControl(c) ? ' ' : c);
        }
        return message.length() > MAX_LENGTH ? line + "…" : line.toString();
    }
}
