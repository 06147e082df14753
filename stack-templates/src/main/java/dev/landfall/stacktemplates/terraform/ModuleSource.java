package dev.landfall.stacktemplates.terraform;

import dev.landfall.protocol.error.LandfallException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a published module is, in exactly one version: an address in a registry with a whole version, or a Git repository at a commit or
 * a tag that is a version. A branch is refused, since it moves.
 *
 * @param address as Terraform takes it
 * @param version null for Git, whose address names it
 * @see <a href="https://developer.hashicorp.com/terraform/language/modules/sources">Module sources</a>
 */
public record ModuleSource(String address, @Nullable String version) {

    private static final Pattern REGISTRY = Pattern.compile(
            "(?:[a-z0-9.-]+\\.[a-z]{2,}(?::[0-9]+)?/)?[0-9A-Za-z_-]{1,64}/[0-9A-Za-z_-]{1,64}/[0-9a-z]{1,64}"
                    + "(?://[A-Za-z0-9._/-]+)?");
    private static final Pattern GIT = Pattern.compile(
            "git::(?:https|ssh)://[A-Za-z0-9.@:_~/-]+(?:\\.git)?(?://[A-Za-z0-9._/-]+)?\\?ref=([A-Za-z0-9._-]+)");
    private static final String NUMBERS = "[0-9]+\\.[0-9]+\\.[0-9]+(?:[-+][0-9A-Za-z.-]+)?";
    private static final Pattern VERSION = Pattern.compile(NUMBERS);
    private static final Pattern FIXED = Pattern.compile("[0-9a-f]{40}|v?" + NUMBERS);

    public ModuleSource {
        var git = GIT.matcher(address);
        if (git.matches()) {
            if (version != null) {
                throw LandfallException.invalid("A module in Git has its version in '?ref='. Leave the version out.");
            }
            if (!FIXED.matcher(git.group(1)).matches()) {
                throw LandfallException.invalid(
                        "'" + git.group(1) + "' in the module's address '" + address
                                + "' may be a branch, which moves: use a commit of 40 hexadecimal digits or a tag such as v1.2.3.");
            }
        } else if (!REGISTRY.matcher(address).matches()) {
            throw LandfallException.invalid("'" + address
                    + "' is not where a published module is: use HOST/NAMESPACE/NAME/PROVIDER of a registry with a"
                    + " version, or git::https://HOST/REPOSITORY?ref= with a commit or tag.");
        } else if (version == null || !VERSION.matcher(version).matches()) {
            throw LandfallException.invalid(
                    "A module in a registry is called in one version, such as 1.2.3, not '" + version + "'.");
        }
    }
}
