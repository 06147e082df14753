package dev.landfall.stacktemplates.terraform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.landfall.protocol.error.LandfallException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ModuleSourceTest {

    @ParameterizedTest
    @CsvSource({
        "app.terraform.io/acme/shop/aws, 1.2.3",
        "acme/shop/aws, 0.1.0-rc.1",
        "registry.example.com:8443/acme/shop/aws//modules/stack, 1.0.0",
        "git::https://git.example.com/acme/shop.git?ref=v1.2.3,",
        "git::ssh://git@git.example.com/acme/shop.git//stack?ref=0123456789abcdef0123456789abcdef01234567,",
    })
    void oneVersionIsCalled(String address, String version) {
        assertEquals(address, new ModuleSource(address, version).address());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "git::https://git.example.com/acme/shop.git?ref=main",
                "git::https://git.example.com/acme/shop.git?ref=release-1.2",
                "git::https://git.example.com/acme/shop.git?ref=0123abc",
                "git::https://git.example.com/acme/shop.git",
                "git::http://git.example.com/acme/shop.git?ref=v1.2.3",
                "./stack",
                "https://example.com/stack.zip",
                "acme/shop/aws\"",
                "",
            })
    void whatMovesIsRefused(String address) {
        assertThrows(LandfallException.class, () -> new ModuleSource(address, null));
        assertThrows(LandfallException.class, () -> new ModuleSource(address, "1.2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"~> 1.2", ">= 1.0.0", "1.2", "latest", "1.2.3, < 2.0.0"})
    void aRangeOfVersionsIsRefused(String version) {
        assertThrows(LandfallException.class, () -> new ModuleSource("acme/shop/aws", version));
    }
}
