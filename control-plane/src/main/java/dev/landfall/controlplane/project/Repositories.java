package dev.landfall.controlplane.project;

import java.util.List;
import java.util.Locale;

/** Tells whether addresses mean a project's repository. */
public final class Repositories {

    private Repositories() {}

    /**
     * Whether one of the addresses that a delivery gives is the project's: as a whole, or {@code owner/name} as the end of
     * the project's, since a mirror has other hosts.
     */
    public static boolean same(Project project, List<String> addresses) {
        return addresses.stream().anyMatch(address -> same(project.identity(), address));
    }

    private static boolean same(String identity, String address) {
        boolean whole =
                RepositoryAddress.identityOf(address).filter(identity::equals).isPresent();
        return whole
                || (address.matches("[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+")
                        && identity.toLowerCase(Locale.ROOT).endsWith("/" + address.toLowerCase(Locale.ROOT)));
    }
}
