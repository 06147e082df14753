package dev.landfall.stacktemplates.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.id.InstallId;
import dev.landfall.stacktemplates.model.OperationRole.Kind;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StackModelTest {

    private static final Network OWN = new Network.Own("10.128.0.0/16", 2);

    @Test
    void phoneHomeStaysTheInstallsAddress() {
        var home = PhoneHome.of(URI.create("https://landfall.example.com"), new InstallId("in_1"));

        assertEquals(
                "https://landfall.example.com/v1/installs/in_1/phone-home",
                home.address().toString());
        assertEquals(
                "https://landfall.example.com/v1/installs/in_1/phone-home/nonces",
                home.nonces().toString());
    }

    @Test
    void anOperationHasOneRole() {
        var model = SampleStacks.aws(OWN, SampleStacks.VM);
        var roles = new ArrayList<>(model.roles());
        roles.add(SampleStacks.role("second", Kind.MAINTENANCE, "maintenance", List.of(), null));

        var refused = assertThrows(LandfallException.class, () -> SampleStacks.with(model, roles));
        assertTrue(refused.publicMessage().contains("'maintenance' and 'second'"), refused.publicMessage());
    }

    @Test
    void namesThatDifferInCaseAloneAreTheSame() {
        var model = SampleStacks.aws(OWN, SampleStacks.VM);
        var twice = List.of(model.roles().get(0), model.roles().get(0));

        assertThrows(LandfallException.class, () -> SampleStacks.with(model, twice));
    }

    @Test
    void aRolesPermissionsAreOfTheStacksCloud() {
        var azure = SampleStacks.azure(OWN, SampleStacks.VM);
        var roles = SampleStacks.aws(OWN, SampleStacks.VM).roles();

        var refused = assertThrows(LandfallException.class, () -> SampleStacks.with(azure, roles));
        assertTrue(refused.publicMessage().startsWith("permissions/provision.toml:1:1: "), refused.publicMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ab",
                "Acme",
                "acme_bank",
                "acme--bank",
                "-acme",
                "acme-",
                "9acme",
                "a23456789012345678901234567890123"
            })
    void aStacksNameIsWhatEveryCloudTakes(String name) {
        assertThrows(LandfallException.class, () -> new StackName(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.com/a",
                "https://example.com/a?b=c",
                "https://user@example.com/",
                "https://example.com/$(id)",
                "https://example.com/a'b",
                "https:/example.com"
            })
    void addressesHoldNothingThatASessionOrAShellCouldEnd(String address) {
        assertThrows(LandfallException.class, () -> new Download(URI.create(address), SampleStacks.DIGEST));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.128.0.0", "10.128.0.0/24", "10.128.0.0/15", "10.300.0.0/16", "fd00::/48"})
    void aStacksNetworkIsOfASizeThatHoldsItsSubnets(String cidr) {
        assertThrows(LandfallException.class, () -> new Network.Own(cidr, 2));
    }

    @Test
    void anImageIsNamedByItsDigest() {
        assertThrows(LandfallException.class, () -> new ContainerImage("registry.example.com/landfall/runner:latest"));
        assertEquals("registry.example.com/landfall/runner", SampleStacks.IMAGE.repository());
        assertEquals("sha256:" + SampleStacks.DIGEST, SampleStacks.IMAGE.digest());
    }

    @ParameterizedTest
    @ValueSource(strings = {"LANDFALL_RUNNER_ENROLMENT_TOKEN", "LANDFALL_DEBUG", "PATH", "LANDFALL_RUNNER_slots"})
    void settingsThatHoldTokensOrAreNoneOfTheRunnersAreRefused(String name) {
        var settings = new TreeMap<>(Map.of(name, "x"));

        assertThrows(LandfallException.class, () -> new RunnerOptions(Duration.ofHours(1), settings));
    }
}
