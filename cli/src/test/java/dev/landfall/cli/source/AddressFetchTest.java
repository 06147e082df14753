package dev.landfall.cli.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.cli.source.AddressFetch.Answer;
import dev.landfall.formats.appconfig.ContentAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes back from addresses, and how it is said that nothing does. */
final class AddressFetchTest {

    private static final FetchLimits LIMITS = new FetchLimits(Duration.ofSeconds(60), Duration.ofSeconds(120), 1 << 20);
    private static final FetchLimits SHORT = new FetchLimits(Duration.ofSeconds(1), Duration.ofSeconds(60), 1 << 20);

    @TempDir
    Path folder;

    private TestWeb web;
    private TestGit git;
    private Map<String, String> environment;

    @BeforeEach
    void start() throws IOException {
        web = new TestWeb();
        git = new TestGit(folder.resolve("git"));
        environment = new HashMap<>(Map.of("HOME", folder.toString(), "GIT_CONFIG_NOSYSTEM", "1"));
    }

    @AfterEach
    void stop() {
        web.close();
        git.close();
    }

    @Test
    void fileOfAWebServerIsReadAlsoWhereItRefersTo() {
        web.on("/a.json", "{}").redirect("/moved", "/a.json").redirect("/far", web.url("/moved"));
        assertEquals("{}", found(web.url("/a.json")));
        assertEquals("{}", found(web.url("/far")));
    }

    @Test
    void circleOfRedirectsEnds() {
        web.redirect("/loop", "/loop");
        assertTrue(failed(web.url("/loop")).startsWith("it was redirected more than 5 times."));
    }

    @Test
    void redirectToWhatWouldNotBeAskedIsNotFollowed() {
        web.redirect("/a", "http://example.com/x")
                .redirect("/b", "file:///etc/passwd")
                .redirect("/c", "http://me:pw@127.0.0.1/");
        assertTrue(failed(web.url("/a")).contains("Anyone on the way can change what comes by http://"));
        assertTrue(failed(web.url("/b")).contains("not followed"));
        assertEquals(
                "it refers to an address that is not followed. The address holds a login, and a config is read by many: remove it."
                        + " Git asks your own helper or ssh agent.",
                failed(web.url("/c")));
    }

    @Test
    void whatIsTooLargeIsRefusedByBoth() {
        web.on("/big", new byte[(1 << 20) + 1]).on("/fits", new byte[1 << 20]);
        git.with("big.txt", "x".repeat((1 << 20) + 1)).push();
        assertEquals(1 << 20, found(web.url("/fits")).length());
        assertTrue(failed(web.url("/big")).startsWith("it has more than 1048576 bytes."));
        assertTrue(failed("git::" + git.url() + "//big.txt").startsWith("it has more than 1048576 bytes."));
    }

    @Test
    void serverThatDoesNotGoOnIsLeft() {
        web.hanging("/slow");
        var answer = fetch(SHORT, wish(web.url("/slow"), null)).get(web.url("/slow"));
        assertEquals(
                new Answer.Failed("it took longer than 1 s, or all together longer than 60 s. Try again."), answer);
    }

    @Test
    void repositoryThatDoesNotGoOnIsLeftAndItsProcessesEnd() {
        web.hanging("/app.git/info/refs");
        var address = "git::" + web.url("/app.git//a.txt?ref=slow");
        var answer = fetch(SHORT, wish(address, null)).get(address);
        assertEquals(
                new Answer.Failed("it took longer than 1 s, or all together longer than 60 s. Try again."), answer);
        assertEquals(
                0,
                ProcessHandle.current()
                        .descendants()
                        .filter(ProcessHandle::isAlive)
                        .filter(AddressFetchTest::isGit)
                        .count());
    }

    @Test
    void eachAnswerOfAServerHasItsSentence() {
        web.status("/login", 403).status("/broken", 500);
        assertTrue(failed(web.url("/no")).startsWith("there is nothing (404)."));
        assertTrue(failed(web.url("/login")).startsWith("the server wants a login (403)."));
        assertTrue(failed(web.url("/broken")).startsWith("the server answered 500."));
        web.close();
        assertTrue(failed(web.url("/a")).startsWith("127.0.0.1 does not answer."));
    }

    @Test
    void manyAddressesFailOneByOne() {
        var wishes = IntStream.range(0, 20)
                .mapToObj(i -> wish(web.url("/no" + i), null))
                .toArray(AddressFetch.Wish[]::new);
        var answers = fetch(LIMITS, wishes);
        assertEquals(20, answers.size());
        assertTrue(answers.values().stream().allMatch(Answer.Failed.class::isInstance), answers::toString);
    }

    @Test
    void fileIsFoundByBranchTagCommitAndWithout() {
        var first = git.with("policies/a.json", "one").push();
        git.with("policies/a.json", "two").push();
        var file = "git::" + git.url() + "//policies/a.json";
        assertEquals("two", found(file));
        assertEquals("two", found(file + "?ref=main&depth=1"));
        assertEquals("two", found(file + "?ref=v1.0"));
        assertEquals("one", found(file + "?ref=" + first));
    }

    @Test
    void commitOfAPinIsFetchedAndNotWhatItsBranchIsNow() {
        var first = git.with("a.json", "one").push();
        git.with("a.json", "two").push();
        var file = "git::" + git.url() + "//a.json?ref=main";
        assertEquals("one", text(fetch(LIMITS, wish(file, first)).get(file)));
    }

    @Test
    void serverOfPlainFilesWillDo() {
        var first = git.with("a.json", "one").push();
        git.with("a.json", "two").push();
        git.speaking(TestGit.Protocol.DUMB);
        var file = "git::" + git.url() + "//a.json";
        assertEquals("two", found(file));
        assertEquals("two", found(file + "?ref=main"));
        assertEquals("one", found(file + "?ref=" + first));
        assertTrue(failed(file + "?ref=nope").contains("has no branch, tag or commit 'nope'"));
    }

    @Test
    void filesOfOneCommitAreReadTogetherAndEachIsAnswered() throws IOException {
        git.with("a.txt", "a").with("folder/b.txt", "b");
        Files.createSymbolicLink(git.work().resolve("link"), Path.of("/etc/passwd"));
        Files.createSymbolicLink(git.work().resolve("around"), Path.of("folder"));
        git.push();
        var at = "git::" + git.url() + "//";
        var answers = fetch(
                LIMITS,
                wish(at + "a.txt", null),
                wish(at + "folder/b.txt", null),
                wish(at + "link", null),
                wish(at + "around/b.txt", null),
                wish(at + "folder", null),
                wish(at + "*.txt", null),
                wish(at + "no.txt", null));
        assertEquals("a", text(answers.get(at + "a.txt")));
        assertEquals("b", text(answers.get(at + "folder/b.txt")));
        assertTrue(reason(answers.get(at + "link")).startsWith("it is a symbolic link in the repository."));
        assertTrue(
                reason(answers.get(at + "around/b.txt")).startsWith("'around' is a symbolic link in the repository."));
        assertTrue(reason(answers.get(at + "folder")).startsWith("it is a folder in the repository."));
        assertTrue(reason(answers.get(at + "*.txt")).startsWith("the repository has no such file"));
        assertTrue(reason(answers.get(at + "no.txt")).startsWith("the repository has no such file"));
    }

    @Test
    void refThatIsNotThereAndALoginAreSaid() {
        git.with("a.txt", "a").push();
        assertEquals(
                "the repository has no branch, tag or commit 'nope'. Check the ref.",
                failed("git::" + git.url() + "//a.txt?ref=nope"));
        assertTrue(failed("git::" + git.url() + "//a.txt?ref=1a2b3c4").endsWith("A commit is named by its whole id."));
        assertTrue(failed("git::" + git.url() + "//a.txt?ref=" + "1".repeat(40)).contains("no branch, tag or commit"));
        git.speaking(TestGit.Protocol.WANTS_LOGIN);
        assertTrue(failed("git::" + git.url() + "//a.txt").startsWith("the repository wants a login"));
    }

    @Test
    void settingsOfTheUserLeadToNoOtherProtocol() throws IOException {
        git.with("a.txt", "a").push();
        var settings = folder.resolve("settings");
        Files.writeString(settings, "[url \"" + git.bare() + "\"]\n  insteadOf = " + git.url() + "\n");
        environment.put("GIT_CONFIG_GLOBAL", settings.toString());
        assertTrue(failed("git::" + git.url() + "//a.txt").contains("transport 'file' not allowed"));
    }

    @Test
    void sshIsSpokenByTheProgramThatTheUserChose() throws IOException {
        git.with("a.txt", "by ssh").push();
        var ssh = folder.resolve("ssh");
        Files.writeString(ssh, "#!/bin/sh\nexec git upload-pack '" + git.bare() + "'\n");
        Files.setPosixFilePermissions(ssh, PosixFilePermissions.fromString("rwx------"));
        environment.put("GIT_SSH_COMMAND", ssh.toString());
        environment.put("GIT_SSH_VARIANT", "simple");
        assertEquals("by ssh", found("git::ssh://git@example.com/app.git//a.txt"));
    }

    private static boolean isGit(ProcessHandle process) {
        return process.info()
                .command()
                .filter(command -> command.contains("git-remote"))
                .isPresent();
    }

    private String found(String address) {
        return text(fetch(LIMITS, wish(address, null)).get(address));
    }

    private String failed(String address) {
        return reason(fetch(LIMITS, wish(address, null)).get(address));
    }

    private static String text(@Nullable Answer answer) {
        if (answer instanceof Answer.Found found) {
            return new String(found.fetched().contents(), UTF_8);
        }
        throw new AssertionError(String.valueOf(answer));
    }

    private static String reason(@Nullable Answer answer) {
        if (answer instanceof Answer.Failed failed) {
            return failed.reason();
        }
        throw new AssertionError(String.valueOf(answer));
    }

    private static AddressFetch.Wish wish(String address, @Nullable String commit) {
        return new AddressFetch.Wish(ContentAddress.parse(address), commit);
    }

    private Map<String, Answer> fetch(FetchLimits limits, AddressFetch.Wish... wishes) {
        return new AddressFetch(WebFetch::client, environment, limits)
                .fetch(List.of(wishes), new AddressFetch.Listener() {
                    @Override
                    public void asking(String address) {}

                    @Override
                    public void answered(String address, Answer answer) {}
                });
    }
}
