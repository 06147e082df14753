package dev.landfall.controlplane.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.landfall.protocol.error.LandfallException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RepositoryAddressTest {

    @Test
    void everyAddressOfARepositoryHasOneIdentity() {
        for (String address : List.of(
                "https://github.com/Acme/Shop",
                "https://GitHub.com/acme/shop.git",
                "https://github.com/acme/shop/",
                "ssh://git@github.com/acme/shop.git",
                "git@github.com:acme/shop.git",
                "git@github.com:Acme/Shop")) {
            assertEquals(
                    "github.com/acme/shop", RepositoryAddress.parse(address).identity(), address);
        }
    }

    @Test
    void localPathsKeepTheirCase() {
        assertEquals(
                "srv/Git/Shop", RepositoryAddress.parse("/srv/Git/Shop.git").identity());
        assertEquals(
                "srv/Git/Shop", RepositoryAddress.parse("file:///srv/Git/Shop").identity());
    }

    @Test
    void whatGitWouldTakeForSomethingElseIsRefused() {
        for (String bad : List.of(
                "",
                " ",
                "--upload-pack=x",
                "shop",
                "ext::sh -c x",
                "ftp://host/a",
                "https://",
                "https://host",
                "a b",
                "https://host/a b",
                "ssh://",
                "relative/path",
                "https://host/\nx")) {
            assertThrows(LandfallException.class, () -> RepositoryAddress.parse(bad), bad);
        }
    }

    @Test
    void credentialsInAnAddressAreRefusedWithoutShowingThem() {
        var e = assertThrows(
                LandfallException.class, () -> RepositoryAddress.parse("https://bob:hunter22@github.com/acme/shop"));
        assertFalse(e.publicMessage().contains("hunter22"), e.publicMessage());
        var broken = assertThrows(
                LandfallException.class, () -> RepositoryAddress.parse("https://bob:hunter22@github.com/a^b"));
        assertFalse(broken.publicMessage().contains("hunter22"), broken.publicMessage());
    }
}
