package dev.landfall.formats.appconfig;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.formats.files.ConfigFiles;
import dev.landfall.formats.problem.Notice;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Contents of addresses are what the lock file says, or nothing. */
final class RemoteContentsTest {

    private static final String ADDRESS = "https://example.com/x.tfvars";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            http://example.com/a              | Anyone on the way can change what comes by http://; use https://.
            https://me@example.com/a          | The address holds a login
            https://me:pw@example.com/a       | The address holds a login
            https:///a                        | The address has no host.
            https://example.com/a#L3          | The address has a '#'
            https://example.com/a?X-Amz-Signature=1 | The address is signed or holds a login ('X-Amz-Signature' in its query)
            https://example.com/a?sv=1&sig=2  | The address is signed or holds a login ('sig' in its query)
            https://example.com/a?access_token=1 | The address is signed or holds a login ('access_token' in its query)
            https://example.com/a"b           | This is not an address
            https://example.com/{{.nuon.id}}  | An address of contents is the same for each install
            s3://bucket/key                   | Contents come from https://… or git::
            hg::https://example.com/a//b      | Contents come from https://… or git::
            git::github.com/a/b//c            | Write git::https://HOST/REPOSITORY//PATH?ref=REF
            git::git@github.com:a/b//c        | Write git::https://HOST/REPOSITORY//PATH?ref=REF
            git::file:///srv/a//c             | The address has no host.
            git::http://example.com/a//c      | Anyone on the way
            git::https://example.com/a        | The address names no file: write //PATH behind the repository.
            git::https://example.com/a//      | The path leaves the repository, or names no file in it.
            git::https://example.com/a//b/../.. | The path leaves the repository
            git::https://example.com/a//../c  | The path leaves the repository
            git::https://me:pw@example.com/a//c | The address holds a login
            git::ssh://git:pw@example.com/a//c | The address holds a login
            git::ssh://-oProxyCommand=x/a//c  | The address has no host.
            git::https://example.com/a//c?ref=--upload-pack=x | The ref of the address is not the name
            git::https://example.com/a//c?ref=a..b | The ref of the address is not the name
            git::https://example.com/a//c?ref=+a:b | The ref of the address is not the name
            git::https://example.com/a//c?sshkey=x | The query of a git address has 'ref' and 'depth'
            """)
    void addressThatCannotBeFetchedIsRefusedWithoutBeingRepeated(String address, String reason) {
        var refused = assertInstanceOf(ContentAddress.Refused.class, ContentAddress.parse(address));
        assertTrue(refused.reason().startsWith(reason), refused::reason);
        assertTrue(!refused.reason().contains("pw"), refused::reason);
        assertTrue(ContentAddress.isOne(address));
    }

    @Test
    void gitAddressIsTakenApart() {
        assertEquals(
                new ContentAddress.Git(
                        "git::ssh://git@example.com:22/a/b.git//c/./d.json?ref=v1&depth=1",
                        "ssh://git@example.com:22/a/b.git",
                        "c/d.json",
                        "v1"),
                ContentAddress.parse("git::ssh://git@example.com:22/a/b.git//c/./d.json?ref=v1&depth=1"));
        assertInstanceOf(ContentAddress.Web.class, ContentAddress.parse("http://127.0.0.1:80/a?version=2"));
    }

    @Test
    void pinnedContentsAreReadAsAFileOfTheirAddress() {
        var config = pinned(ADDRESS, "\uFEFFa = \"{{.nuon.id}}\"\r\nb = 1\r\n").good();
        var spec = (ComponentSpec.Terraform) config.components().getFirst().spec();
        var contents = spec.varFiles().getFirst().contents();
        assertEquals("a = \"{{.nuon.id}}\"\nb = 1\n", contents.value().stringValue());
        assertEquals(ADDRESS + ":1:1", contents.at().toString());
    }

    @Test
    void mistakeInContentsIsToldByAddressAndLine() {
        assertEquals(
                List.of(ADDRESS + ":2:5: This is not HCL: the text does not end; close it with \"."),
                pinned(ADDRESS, "a = 1\nb = \"x\n").problems());
    }

    @Test
    void addressWithoutAPinIsAProblemAtItsValue() {
        var problem = "components/net.toml:4:15: '" + ADDRESS
                + "' is not pinned: run 'landfall app pin DIR' and keep landfall.lock.toml with the config.";
        assertEquals(List.of(problem), naming(ADDRESS).problems());
    }

    @Test
    void contentsThatAreNotThereOrNotThePinnedAreNeverRead() {
        var lock = lock(ADDRESS, "a = 1");
        var file = RemoteContents.fileOf(RemoteContents.sha256("a = 1".getBytes(UTF_8)));
        assertTrue(naming(ADDRESS)
                .with(SourceLock.FILE, lock)
                .problems()
                .getFirst()
                .contains("is not there"));
        assertTrue(naming(ADDRESS)
                .with(SourceLock.FILE, lock)
                .with(file, "a = 2")
                .problems()
                .getFirst()
                .contains("is another file"));
    }

    @Test
    void binaryContentsAreRefusedAtTheValue() {
        assertEquals(
                List.of("components/net.toml:4:15: '" + ADDRESS + "': The file is binary; expected UTF-8 text."),
                pinned(ADDRESS, "a\0b").problems());
    }

    @Test
    void branchIsToldWithTheCommitThatItStaysAt() {
        var notices = pinned("git::https://example.com/a.git//x.tfvars?ref=main", "a = 1")
                .read()
                .notices();
        assertEquals(
                List.of(
                        "components/net.toml:4:15: 'git::https://example.com/a.git//x.tfvars?ref=main' names what may move"
                                + " ('main'); it stays at commit " + "c".repeat(40)
                                + " until 'landfall app pin DIR --update'."),
                notices.stream().map(Notice::toString).toList());
        assertEquals(
                List.of(),
                pinned("git::https://example.com/a.git//x.tfvars?ref=v1.2.0", "a = 1")
                        .read()
                        .notices());
    }

    @Test
    void badLockFileIsToldLineByLine() {
        var problems = naming(ADDRESS)
                .with(
                        SourceLock.FILE,
                        "[[source]]\naddress = \"https://me:pw@example.com/\"\nsha256 = \"zz\"\nbytes = -1\nsum = 1\n")
                .problems();
        assertEquals(5, problems.size(), problems::toString);
        assertEquals("landfall.lock.toml:3:1: 'sha256' has 64 digits and letters from a to f.", problems.get(2));
    }

    @Test
    void lockFileIsReadAsItWasWritten() {
        var pins = List.of(
                new SourceLock.Pin("https://example.com/a", "a".repeat(64), 7, null),
                new SourceLock.Pin("git::https://example.com/a//b?ref=x", "b".repeat(64), 0, "c".repeat(40)));
        var lock = SourceLock.EMPTY.with(pins);
        var files = ConfigFiles.of(Map.of(SourceLock.FILE, lock.text().getBytes(UTF_8)))
                .orElseThrow();
        assertEquals(lock, SourceLock.read(files).orElseThrow());
    }

    @Test
    void moreAddressesThanMayBeAreRefused() {
        var varFiles = IntStream.range(0, 101)
                .mapToObj(i -> "[[var_file]]\ncontents = \"https://example.com/" + i + "\"\n")
                .collect(Collectors.joining());
        var problems = Configs.small()
                .with("components/net.toml", Configs.COMPONENT + varFiles)
                .problems();
        assertEquals(101, problems.size());
        assertTrue(
                problems.getLast().endsWith("A config takes contents from at most 100 addresses."), problems::getLast);
    }

    @Test
    void templateOfARepositoryTravelsAndOneThatTheCloudReadsDoesNot() {
        var stack =
                "type = \"aws-cloudformation\"\nname = \"x\"\n[[custom_nested_stacks]]\nname = \"n\"\ntemplate_url = \"%s\"\n";
        var web = Configs.small()
                .with("stack.toml", stack.formatted("https://b.s3.amazonaws.com/t.yaml"))
                .good();
        assertEquals(null, nested(web).contents());
        var address = "git::https://example.com/a.git//t.yaml?ref=v1.0";
        var git = locked(Configs.small().with("stack.toml", stack.formatted(address)), address, "Resources: {}\n")
                .good();
        assertEquals("Resources: {}\n", nested(git).contents());
    }

    private static NestedStack nested(AppConfig config) {
        return Objects.requireNonNull(config.stack()).nestedStacks().getFirst();
    }

    private static Configs naming(String address) {
        return Configs.small()
                .with("components/net.toml", Configs.COMPONENT + "var_file = [{ contents = \"" + address + "\" }]\n");
    }

    private static Configs pinned(String address, String contents) {
        return locked(naming(address), address, contents);
    }

    private static Configs locked(Configs configs, String address, String contents) {
        var sha256 = RemoteContents.sha256(contents.getBytes(UTF_8));
        return configs.with(SourceLock.FILE, lock(address, contents)).with(RemoteContents.fileOf(sha256), contents);
    }

    private static String lock(String address, String contents) {
        var bytes = contents.getBytes(UTF_8);
        var commit = address.startsWith("git") ? "c".repeat(40) : null;
        var pins = new TreeMap<String, SourceLock.Pin>();
        pins.put(address, new SourceLock.Pin(address, RemoteContents.sha256(bytes), bytes.length, commit));
        return new SourceLock(pins).text();
    }
}
