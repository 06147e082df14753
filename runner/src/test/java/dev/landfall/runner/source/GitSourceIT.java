package dev.landfall.runner.source;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.job.CiWork;
import dev.landfall.protocol.job.GitCredentials;
import dev.landfall.protocol.job.SecretRef;
import dev.landfall.protocol.job.SourceRef;
import dev.landfall.runner.kind.FakeBlobs;
import dev.landfall.runner.kind.FakeClient;
import dev.landfall.runner.kind.FakeJob;
import dev.landfall.runner.kind.terraform.ArgumentWatch;
import dev.landfall.runner.tool.InstalledTools;
import dev.landfall.runner.tool.TerraformChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitSourceIT {

    private static final SecretRef LOGIN = new SecretRef("git", "login");
    private static final String TOKEN = "ghp_secretTokenValue42";

    @TempDir
    Path folder;

    private GitRepository repository;
    private FakeJob job;
    private String path;

    @BeforeEach
    void makeRepository() {
        repository = new GitRepository(folder);
        path = String.valueOf(System.getenv("PATH"));
        job = job(TOKEN);
    }

    @Test
    void checksOutTheNamedCommitEvenWhenTheBranchMovedOn() throws IOException {
        var first = repository.commit(Map.of("file", "one"));
        repository.commit(Map.of("file", "two"));
        var checkout = fetch(url(), first);
        assertEquals(first, checkout.commit());
        assertEquals("one", Files.readString(checkout.folder().resolve("file")));
    }

    @Test
    void checksOutBranchesAndTags() throws IOException {
        var first = repository.commit(Map.of("file", "one"));
        repository.git(repository.working(), "tag", "v1.0");
        repository.git(repository.working(), "push", "-q", "origin", "v1.0");
        var second = repository.commit(Map.of("file", "two"));
        assertEquals(first, fetch(url(), "v1.0").commit());
        job = job(TOKEN);
        assertEquals(second, fetch(repository.bare().toString(), "main").commit());
    }

    @Test
    void fetchesJustOneCommitWhereTheServerAllows() {
        repository.commit(Map.of("file", "one"));
        var second = repository.commit(Map.of("file", "two"));
        var checkout = fetch(url(), second);
        assertEquals(
                "1",
                repository.git(checkout.folder(), "rev-list", "--count", "HEAD").strip());
    }

    @Test
    void namesAFolderInsideAndNoneOutside() throws IOException {
        var commit = repository.commit(Map.of("modules/network/main.tf", "x"));
        assertTrue(
                fetch(source(url(), commit, "modules/network", null)).folder().endsWith("modules/network"));
        for (var outside : new String[] {"../..", "/etc", "modules/../../.."}) {
            job = job(TOKEN);
            assertThrows(LandfallException.class, () -> fetch(source(url(), commit, outside, null)), outside);
        }
        Files.createSymbolicLink(repository.working().resolve("link"), Path.of("/etc"));
        var linked = repository.commitAll();
        job = job(TOKEN);
        var thrown = assertThrows(LandfallException.class, () -> fetch(source(url(), linked, "link", null)));
        assertTrue(thrown.publicMessage().contains("leads outside"), thrown.publicMessage());
    }

    @Test
    void aMissingCommitBranchOrRepositoryIsSaid() {
        repository.commit(Map.of("file", "one"));
        var commit =
                assertThrows(LandfallException.class, () -> fetch(url(), "0123456789012345678901234567890123456789"));
        assertTrue(commit.publicMessage().contains("is in no branch or tag"), commit.publicMessage());
        job = job(TOKEN);
        var branch = assertThrows(LandfallException.class, () -> fetch(url(), "nowhere"));
        assertEquals(ErrorKind.NOT_FOUND, branch.kind());
        job = job(TOKEN);
        var missing = assertThrows(
                LandfallException.class, () -> fetch(folder.resolve("none.git").toString(), "main"));
        assertTrue(missing.publicMessage().contains("does not appear to be a git repository"), missing.publicMessage());
    }

    @Test
    void aTokenLogsInAndIsNowhereLeft() throws IOException {
        var commit = repository.commit(Map.of("file", "private"));
        try (var server = new GitServer(repository.served(), GitServer.Protocol.SMART, TOKEN);
                var arguments = new ArgumentWatch()) {
            var checkout = fetch(source(server.url("repo.git"), commit, ".", token()));
            assertEquals("private", Files.readString(checkout.folder().resolve("file")));
            assertTrue(arguments.seen("fetch"), "watched nothing");
            assertFalse(arguments.seen(TOKEN));
            assertFalse(String.join("\n", server.requests()).contains(TOKEN));
        }
        assertNoFileHolds(TOKEN);
        assertFalse(job.logText().contains(TOKEN));
        assertTrue(job.fakeSecrets().masked().contains(TOKEN));
        assertFalse(Files.exists(job.folders().work().resolve("git-askpass")));
    }

    @Test
    void aServerThatOnlyHasFilesIsReadByWayOfItsBranches() throws IOException {
        var commit = repository.commit(Map.of("file", "old"));
        repository.commit(Map.of("file", "new"));
        try (var server = new GitServer(repository.served(), GitServer.Protocol.DUMB, TOKEN)) {
            var checkout = fetch(source(server.url("repo.git"), commit, ".", token()));
            assertEquals("old", Files.readString(checkout.folder().resolve("file")));
            job = job(TOKEN);
            assertEquals(
                    "new",
                    Files.readString(fetch(source(server.url("repo.git"), "main", ".", token()))
                            .folder()
                            .resolve("file")));
        }
    }

    @Test
    void aWrongOrMissingTokenIsSaidWithoutIt() throws IOException {
        var commit = repository.commit(Map.of("file", "private"));
        try (var server = new GitServer(repository.served(), GitServer.Protocol.SMART, "another")) {
            var wrong = assertThrows(
                    LandfallException.class, () -> fetch(source(server.url("repo.git"), commit, ".", token())));
            assertEquals(ErrorKind.FORBIDDEN, wrong.kind());
            assertFalse(wrong.publicMessage().contains(TOKEN));
            job = job(TOKEN);
            var missing = assertThrows(LandfallException.class, () -> fetch(server.url("repo.git"), commit));
            assertEquals(ErrorKind.FORBIDDEN, missing.kind());
            assertTrue(missing.publicMessage().contains("Check the git credentials"), missing.publicMessage());
        }
        assertNoFileHolds(TOKEN);
    }

    @Test
    void aTokenIsNotSentUnencrypted() {
        var thrown = assertThrows(
                LandfallException.class, () -> fetch(source("http://git.example.com/repo.git", "main", ".", token())));
        assertTrue(thrown.publicMessage().contains("use an https URL"), thrown.publicMessage());
    }

    @Test
    void anSshKeyIsAPrivateFileForTheTimeOfTheFetch() throws IOException {
        var commit = repository.commit(Map.of("file", "private"));
        var seen = folder.resolve("seen");
        fakeSsh(seen);
        job = job("-----BEGIN OPENSSH PRIVATE KEY-----\r\nabcdefgh\r\n-----END OPENSSH PRIVATE KEY-----");
        var checkout = fetch(
                source("git@git.example.com:" + repository.bare().toString().substring(1), commit, ".", key()));
        assertEquals("private", Files.readString(checkout.folder().resolve("file")));
        var lines = Files.readString(seen);
        assertTrue(lines.contains("StrictHostKeyChecking=accept-new"), lines);
        assertTrue(lines.contains("mode 600"), lines);
        assertTrue(lines.contains("abcdefgh"), lines);
        assertFalse(Files.exists(job.folders().work().resolve("git-key")));
        Files.delete(seen);
        assertNoFileHolds("abcdefgh");
    }

    @Test
    void hooksAndConfigurationOfTheMachineDoNotApply() throws IOException {
        var commit = repository.commit(Map.of("file", "one"));
        var proof = folder.resolve("hook-ran");
        var template = Files.createDirectories(folder.resolve("template/hooks"));
        var hook = Files.writeString(template.resolve("post-checkout"), "#!/bin/sh\ntouch " + proof + "\n");
        Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwx------"));
        Files.writeString(
                job.folders().home().resolve(".gitconfig"), "[init]\n\ttemplateDir = " + template.getParent() + "\n");
        fetch(url(), commit);
        assertFalse(Files.exists(proof));
    }

    @Test
    void addressesThatRunCommandsOrHoldPasswordsAreRefused() {
        for (var address : new String[] {
            "ext::sh -c touch% /tmp/x",
            "--upload-pack=touch",
            "https://user:password@example.com/r.git",
            "https://token@example.com/r.git",
            "relative/path",
            "file\n://x",
            "",
            "ftp://example.com/r",
            "host:-oProxy"
        }) {
            var thrown = assertThrows(LandfallException.class, () -> fetch(address, "main"), address);
            assertEquals(ErrorKind.INVALID, thrown.kind());
            assertFalse(thrown.publicMessage().contains("password@"));
        }
        for (var ref : new String[] {"--all", "a..b", "main:other", "", "a b", "x@{1}", "+main", "refs/*"}) {
            assertThrows(LandfallException.class, () -> fetch(url(), ref), ref);
        }
    }

    private Checkout fetch(String url, String ref) {
        return fetch(source(url, ref, ".", null));
    }

    private Checkout fetch(SourceRef.Git source) {
        var git = new GitSource(new InstalledTools(path, TerraformChoice.ANY));
        return git.fetch(source, job.folders().source(), job);
    }

    private String url() {
        return "file://" + repository.bare();
    }

    private static SourceRef.Git source(
            String url, String ref, String directory, @Nullable GitCredentials credentials) {
        return new SourceRef.Git(url, ref, directory, credentials);
    }

    private static GitCredentials token() {
        return new GitCredentials(GitCredentials.Type.TOKEN, LOGIN);
    }

    private static GitCredentials key() {
        return new GitCredentials(GitCredentials.Type.SSH_KEY, LOGIN);
    }

    private FakeJob job(String secret) {
        try {
            return new FakeJob(
                    Files.createTempDirectory(folder, "job"),
                    new CiWork("test", "true", Map.of(), null, null),
                    new FakeClient(),
                    new FakeBlobs(),
                    Map.of(LOGIN, secret),
                    path);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Stands for ssh and a server: writes down how it was called and runs the command here. */
    private void fakeSsh(Path seen) throws IOException {
        var bin = Files.createDirectories(folder.resolve("bin"));
        var ssh = Files.writeString(bin.resolve("ssh"), """
                #!/bin/sh
                echo "$@" >> SEEN
                while [ $# -gt 1 ]; do
                  if [ "$1" = -i ]; then echo "mode $(stat -c %a "$2")" >> SEEN; cat "$2" >> SEEN; fi
                  shift
                done
                cd / && eval "$1"
                """.replace("SEEN", seen.toString()));
        Files.setPosixFilePermissions(ssh, PosixFilePermissions.fromString("rwx------"));
        path = bin + ":" + path;
    }

    private void assertNoFileHolds(String secret) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                assertFalse(new String(Files.readAllBytes(file), ISO_8859_1).contains(secret), file.toString());
            }
        }
    }
}
