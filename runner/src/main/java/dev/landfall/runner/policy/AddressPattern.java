package dev.landfall.runner.policy;

import java.util.regex.Pattern;

/**
 * A glob over repository addresses: {@code *} stands for anything within a segment, {@code **} for anything. A
 * {@code .git} at the end of an address does not matter.
 */
public record AddressPattern(String glob, Pattern pattern) {

    public static AddressPattern of(String glob) {
        var regex = new StringBuilder();
        for (int i = 0; i < glob.length(); i++) {
            if (glob.startsWith("**", i)) {
                regex.append(".*");
                i++;
            } else if (glob.charAt(i) == '*') {
                regex.append("[^/]*");
            } else {
                regex.append(Pattern.quote(glob.substring(i, i + 1)));
            }
        }
        return new AddressPattern(glob, Pattern.compile(regex.toString()));
    }

    /** Whether a text as a whole is meant, without any regard to what it ends with. */
    public boolean matchesWhole(String text) {
        return pattern.matcher(text).matches();
    }

    public boolean matches(String address) {
        var bare = address.endsWith(".git") ? address.substring(0, address.length() - 4) : address;
        return pattern.matcher(address).matches() || pattern.matcher(bare).matches();
    }
}
