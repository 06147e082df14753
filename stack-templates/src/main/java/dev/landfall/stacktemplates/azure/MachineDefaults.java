package dev.landfall.stacktemplates.azure;

import dev.landfall.stacktemplates.model.RunnerHost.Architecture;
import dev.landfall.stacktemplates.model.RunnerHost.VmGroup;

/** What a machine on Azure is unless something else is said. */
public final class MachineDefaults {

    /** Its administrator, as whom nobody signs in. */
    public static final String USER = "landfalladmin";

    /**
     * Azure wants a key for signing in. Nobody has the private half of this one: its public half is the SHA-256 of a sentence, which is a
     * point of the curve.
     */
    public static final String NOBODYS_KEY =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKzzIogiku88gyeZDJgCj6atUKUILoaeleDydTwdZVLb";

    private MachineDefaults() {}

    /** The vendor's size, or the smallest that serves. */
    public static String size(VmGroup host) {
        if (host.size() != null) {
            return host.size();
        }
        return host.architecture() == Architecture.ARM64 ? "Standard_D2ps_v6" : "Standard_D2as_v5";
    }

    /** Ubuntu's image for the architecture. */
    public static String imageSku(VmGroup host) {
        return host.architecture() == Architecture.ARM64 ? "server-arm64" : "server";
    }
}
