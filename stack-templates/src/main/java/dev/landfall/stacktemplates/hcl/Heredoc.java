package dev.landfall.stacktemplates.hcl;

/** Texts that stand line by line. */
final class Heredoc {

    private static final String MARK = "EOT";

    private Heredoc() {}

    /** Whether the text stands in a heredoc as it is: nothing is stripped from it, and nothing ends it. */
    static boolean holds(String text) {
        return text.endsWith("\n")
                && !text.contains("$${")
                && !text.contains("%%{")
                && text.chars().allMatch(c -> c == '\n' || (c >= ' ' && c != 0x7f && c != 0x85 && c != 0xfeff))
                && text.lines().noneMatch(line -> line.strip().equals(MARK) || (line.isBlank() && !line.isEmpty()))
                // what all lines are indented by would be stripped
                && text.lines()
                        .findFirst()
                        .filter(line -> !line.isEmpty() && line.charAt(0) > ' ')
                        .isPresent();
    }

    /** From the mark that opens it to the one that ends it. */
    static String of(String text, int indent) {
        var pad = " ".repeat(indent);
        var out = new StringBuilder("<<-" + MARK + "\n");
        text.lines().forEach(line -> {
            if (!line.isEmpty()) {
                out.append(pad).append("  ").append(line.replace("${", "$${").replace("%{", "%%{"));
            }
            out.append('\n');
        });
        return out.append(pad).append(MARK).toString();
    }
}
