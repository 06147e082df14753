package dev.landfall.controlplane.identity;

/**
 * Who signed a request, as AWS STS says it.
 *
 * @param account twelve digits
 * @param arn of a user, or of a session of a role: {@code arn:aws:sts::<account>:assumed-role/<role>/<session>}
 */
public record AwsCallerIdentity(String account, String arn) {

    /** The role's name; empty when it is no session of a role. */
    public String role() {
        var start = arn.indexOf(":assumed-role/");
        if (start < 0) {
            return "";
        }
        var name = arn.substring(start + ":assumed-role/".length());
        return name.substring(0, Math.max(0, name.indexOf('/')));
    }
}
