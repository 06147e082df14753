package dev.landfall.runner.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.id.JobId;
import dev.landfall.protocol.id.OrgId;
import dev.landfall.protocol.id.PoolId;
import dev.landfall.protocol.identity.JobIdentity;
import dev.landfall.protocol.identity.JobOperation;
import dev.landfall.protocol.job.CiWork;
import dev.landfall.protocol.job.JobSpec;
import dev.landfall.protocol.job.JobWork;
import dev.landfall.protocol.job.SourceRef;
import dev.landfall.protocol.job.TerraformWork;
import dev.landfall.protocol.release.ReleaseVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyFileTest {

    private static final Instant MONDAY_NOON = Instant.parse("2026-01-05T12:00:00Z");
    private static final Instant SUNDAY_NOON = Instant.parse("2026-01-04T12:00:00Z");

    @TempDir
    Path folder;

    @Test
    void missingFileAllowsEverything() {
        var policy = PolicyFile.read(folder.resolve("policy.toml"));

        assertEquals(Optional.empty(), policy.refusal(spec(apply(true)), SUNDAY_NOON));
    }

    @Test
    void versionsOfTheRunnerAreMatchedWhole() throws IOException {
        var policy = policy("[update]\nversions = [\"1.*\", \"2.0.0\"]");

        assertEquals(Optional.empty(), policy.versionRefusal(new ReleaseVersion("1.4.2")));
        assertEquals(Optional.empty(), policy.versionRefusal(new ReleaseVersion("2.0.0")));
        assertTrue(policy.versionRefusal(new ReleaseVersion("2.0.0-rc1")).isPresent());
        assertTrue(policy.versionRefusal(new ReleaseVersion("11.0.0")).isPresent());
        assertTrue(policy("[update]\nversions = []")
                .versionRefusal(new ReleaseVersion("1.0.0"))
                .isPresent());
        assertEquals(Optional.empty(), Policy.ALLOW_ALL.versionRefusal(new ReleaseVersion("1.0.0")));
    }

    @Test
    void kindThatIsNotListedIsRefused() throws IOException {
        var policy = policy("kinds = [\"terraform\"]");

        assertEquals(Optional.empty(), policy.refusal(spec(apply(false)), MONDAY_NOON));
        assertTrue(refusal(policy, ci("https://github.com/acme/app")).contains("kind 'ci'"));
    }

    @Test
    void destroyIsRefusedWhereOnlyPlanAndApplyAreAllowed() throws IOException {
        var policy = policy("[terraform]\noperations = [\"plan\", \"apply\"]");

        assertEquals(Optional.empty(), policy.refusal(spec(apply(false)), MONDAY_NOON));
        assertTrue(refusal(policy, apply(true)).contains("'destroy' is not among its operations [plan, apply]"));
    }

    @Test
    void repositoriesAreMatchedByGlob() throws IOException {
        var policy = policy("repositories = [\"https://github.com/acme/*\", \"ssh://git@example.com/**\"]");

        assertEquals(Optional.empty(), policy.refusal(spec(ci("https://github.com/acme/app.git")), MONDAY_NOON));
        assertEquals(Optional.empty(), policy.refusal(spec(ci("ssh://git@example.com/a/b/c")), MONDAY_NOON));
        assertTrue(refusal(policy, ci("https://github.com/acme/app/more")).contains("matches none"));
        assertTrue(refusal(policy, ci("https://github.com/acmeX/app")).contains("matches none"));
    }

    @Test
    void changingWorkWaitsForItsWindow() throws IOException {
        var policy = policy("[[windows]]\ndays = [\"mon\", \"tue\"]\nfrom = \"08:00\"\nto = \"17:00\"");

        assertEquals(Optional.empty(), policy.refusal(spec(apply(false)), MONDAY_NOON));
        assertEquals(Optional.empty(), policy.refusal(spec(ci("https://example.com/x")), SUNDAY_NOON));
        var reason = policy.refusal(spec(apply(false)), SUNDAY_NOON).orElseThrow();
        assertTrue(reason.contains("on mon tue from 08:00 to 17:00 UTC"), reason);
    }

    @Test
    void windowMayGoOverMidnight() throws IOException {
        var policy = policy("[[windows]]\ndays = [\"sat\"]\nfrom = \"22:00\"\nto = \"04:00\"");

        assertTrue(allows(policy, "2026-01-03T23:00:00Z"));
        assertTrue(allows(policy, "2026-01-04T03:59:00Z"));
        assertFalse(allows(policy, "2026-01-04T04:00:00Z"));
        assertFalse(allows(policy, "2026-01-04T23:00:00Z"));
    }

    @Test
    void mistakesAreNamedWithFileAndLine() throws IOException {
        var problem = assertThrows(
                LandfallException.class,
                () -> policy(
                        "# mine\nkinds = [\"ci\", \"helm\"]\nrepository = []\n[[windows]]\ndays = [\"noday\"]\nfrom = \"8\""));

        var problems = problem.problems();
        assertEquals(5, problems.size(), problems.toString());
        assertTrue(
                problems.stream().anyMatch(line -> line.contains("policy.toml:2:") && line.contains("'helm'")),
                problems.toString());
        assertTrue(
                problems.stream().anyMatch(line -> line.contains("policy.toml:3:") && line.contains("'repository'")));
        assertTrue(problems.stream().anyMatch(line -> line.contains("policy.toml:5:") && line.contains("'noday'")));
        assertTrue(problems.stream().anyMatch(line -> line.contains("policy.toml:6:") && line.contains("'from'")));
    }

    @Test
    void syntaxErrorIsNamedWithFileAndLine() {
        var problem = assertThrows(LandfallException.class, () -> policy("kinds = [\n"));

        assertTrue(problem.publicMessage().contains("policy.toml:"), problem.publicMessage());
    }

    @Test
    void wrongTypesAreMistakes() {
        assertThrows(LandfallException.class, () -> policy("kinds = \"ci\""));
        assertThrows(LandfallException.class, () -> policy("terraform = 1"));
        assertThrows(LandfallException.class, () -> policy("windows = [1]"));
        assertThrows(LandfallException.class, () -> policy("windows = 1"));
    }

    @Test
    void onlyTheListedRolesOfAnOperationAreAllowed() throws IOException {
        var policy = policy("""
                [roles]
                provision = []
                maintenance = ["arn:aws:iam::123456789012:role/acme-*", "system:serviceaccount:apps:deployer"]
                "action:backup" = ["arn:aws:iam::123456789012:role/backup"]
                """);
        var maintenance = JobOperation.MAINTENANCE;

        assertEquals(Optional.empty(), policy.refusal(as(maintenance, role("acme-maintenance")), MONDAY_NOON));
        assertEquals(
                Optional.empty(),
                policy.refusal(
                        as(maintenance, new JobIdentity.KubernetesServiceAccount("apps", "deployer", null)),
                        MONDAY_NOON));
        assertEquals(
                Optional.empty(), policy.refusal(as(new JobOperation("action:backup"), role("backup")), MONDAY_NOON));
        assertEquals(
                "the identity arn:aws:iam::123456789012:role/admin is not among its roles for 'maintenance'"
                        + " [arn:aws:iam::123456789012:role/acme-*, system:serviceaccount:apps:deployer].",
                policy.refusal(as(maintenance, role("admin")), MONDAY_NOON).orElseThrow());
        assertTrue(
                policy.refusal(as(maintenance, role("acme-x/y")), MONDAY_NOON).isPresent());
        assertTrue(policy.refusal(as(new JobOperation("action:backup"), role("backup.git")), MONDAY_NOON)
                .isPresent());
        assertTrue(policy.refusal(as(JobOperation.PROVISION, role("acme-x")), MONDAY_NOON)
                .isPresent());
        assertEquals(
                "the operation 'break-glass' is not among those that its roles name [action:backup, maintenance,"
                        + " provision].",
                policy.refusal(as(JobOperation.BREAK_GLASS, role("acme-x")), MONDAY_NOON)
                        .orElseThrow());
        assertEquals(Optional.empty(), policy.refusal(as(JobOperation.CI, JobIdentity.NONE), MONDAY_NOON));
    }

    @Test
    void withoutRolesEveryIdentityIsAllowed() throws IOException {
        var policy = policy("kinds = [\"ci\"]");

        assertEquals(Optional.empty(), policy.refusal(as(JobOperation.CI, role("admin")), MONDAY_NOON));
        assertFalse(policy.unisolated());
        assertTrue(policy("unisolated = true").unisolated());
    }

    @Test
    void mistakesInRolesAreNamed() {
        assertThrows(LandfallException.class, () -> policy("unisolated = \"yes\""));
        assertThrows(LandfallException.class, () -> policy("[roles]\nmaintenance = \"arn\""));
        var problem = assertThrows(LandfallException.class, () -> policy("[roles]\ndeploy = [\"arn\"]"));
        assertTrue(problem.publicMessage().contains("policy.toml:2:"), problem.publicMessage());
        assertTrue(problem.publicMessage().contains("'deploy' is no operation"), problem.publicMessage());
    }

    private static JobIdentity role(String name) {
        return new JobIdentity.AwsRole("arn:aws:iam::123456789012:role/" + name, null, null);
    }

    private static JobSpec as(JobOperation operation, JobIdentity identity) {
        var spec = spec(ci("https://example.com/x"));
        return new JobSpec(
                spec.job(),
                1,
                spec.pool(),
                spec.issuedAt(),
                spec.expiresAt(),
                60,
                10,
                List.of(),
                "test",
                spec.work(),
                new OrgId("org_1"),
                operation,
                identity);
    }

    private Policy policy(String text) throws IOException {
        var file = folder.resolve("policy.toml");
        Files.writeString(file, text);
        return PolicyFile.read(file);
    }

    private static boolean allows(Policy policy, String instant) {
        return policy.refusal(spec(apply(false)), Instant.parse(instant)).isEmpty();
    }

    private static String refusal(Policy policy, JobWork work) {
        return policy.refusal(spec(work), MONDAY_NOON).orElseThrow();
    }

    private static JobWork ci(String repository) {
        return new CiWork("test", "true", Map.of(), new SourceRef.Git(repository, "main", ".", null), null);
    }

    private static JobWork apply(boolean destroy) {
        return new TerraformWork(
                TerraformWork.Operation.APPLY,
                destroy,
                null,
                new SourceRef.Archive("blob", "sha", "."),
                "network",
                Map.of(),
                List.of(),
                Map.of(),
                new TerraformWork.ApprovedPlan("blob", "sha", "sha"));
    }

    private static JobSpec spec(JobWork work) {
        return new JobSpec(
                new JobId("in_1.jb_1"),
                1,
                new PoolId("pool_1"),
                MONDAY_NOON,
                MONDAY_NOON.plusSeconds(60),
                60,
                10,
                List.of(),
                "test",
                work);
    }
}
