package dev.landfall.controlplane.metric;

/** Labels as the text format writes them. */
final class Labels {
    private Labels() {}

    /** {@code a="b",c="d"}; empty for none. */
    static String of(String... pairs) {
        if (pairs.length % 2 != 0) {
            throw new IllegalArgumentException("labels come in pairs of name and value");
        }
        var text = new StringBuilder();
        for (int i = 0; i < pairs.length; i += 2) {
            text.append(i == 0 ? "" : ",")
                    .append(pairs[i])
                    .append("=\"")
                    .append(escaped(pairs[i + 1]))
                    .append('"');
        }
        return text.toString();
    }

    /** With braces around, and one more label at the end. */
    static String with(String labels, String more) {
        var joined = labels.isEmpty() || more.isEmpty() ? labels + more : labels + "," + more;
        return joined.isEmpty() ? "" : "{" + joined + "}";
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
