package dev.landfall.testkit.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.protocol.id.InstallId;
import dev.landfall.protocol.job.TerraformWork;
import dev.landfall.protocol.json.Json;
import dev.landfall.protocol.runner.IdentityProof.AwsCaller;
import dev.landfall.protocol.runner.IdentityProof.AzureToken;
import dev.landfall.protocol.runner.ShownIdentity;
import dev.landfall.protocol.stack.PhoneHomeCall;
import dev.landfall.protocol.stack.StackStatement;
import dev.landfall.protocol.state.StateStore;
import dev.landfall.testkit.identity.InMemoryOutbound;
import dev.landfall.testkit.identity.StrictSts;
import dev.landfall.testkit.identity.TokenIssuer;
import dev.landfall.testkit.time.ManualClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A customer's stack that calls home: who is believed, and what it changes. */
final class InstallStackTest {

    private static final String CUSTOMER = "111122223333";
    private static final String STRANGER = "999988887777";
    private static final String SUBSCRIPTION = "11111111-1111-4111-8111-111111111111";
    private static final String TENANT = "22222222-2222-4222-8222-222222222222";
    private static final String PRINCIPAL = "33333333-3333-4333-8333-333333333333";
    private static final String OTHER_GUID = "44444444-4444-4444-8444-444444444444";
    private static final String STACK = "arn:aws:cloudformation:eu-central-1:" + CUSTOMER + ":stack/acme/1";

    private final ManualClock clock = new ManualClock();
    private final StrictSts sts = new StrictSts("eu-central-1", clock);
    private final InMemoryOutbound outbound = new InMemoryOutbound();
    private final Api api = new Api(clock, outbound);
    private final StrictSts.Session customer = sts.assumed(CUSTOMER, "acme-phone-home", "fn");

    @TempDir
    private Path folder = Path.of("");

    private String install = "";
    private int runners;

    @BeforeEach
    void install() {
        outbound.host(sts.host(), sts);
        api.post("/v1/apps", "{\"name\":\"shop\"}").expect(201);
        api.upload("/v1/apps/shop/configs", app().archive()).expect(201);
        install = api.post(
                        "/v1/installs",
                        "{\"app\":\"shop\",\"name\":\"acme\",\"approval\":\"approve-all\","
                                + "\"inputs\":{\"region\":\"eu\",\"password\":\"hunter22\"}}")
                .expect(201)
                .text("/id");
    }

    @Test
    void anAccountThatTheVendorNamedIsBelievedAtOnce() {
        name(CUSTOMER).expect(200);

        assertEquals("active", call(customer, statement("create")).expect(200).text("/status"));

        var shown = stack();
        assertEquals("active", shown.text("/status"));
        assertEquals(CUSTOMER, shown.text("/outputs/account_id"));
        assertEquals(
                "arn:aws:iam::" + CUSTOMER + ":role/acme-provision", shown.text("/outputs/provision_iam_role_arn"));
        assertEquals("shop.example.com", shown.text("/outputs/install_inputs/domain"));
        var database = "/outputs/custom_nested_stacks/database";
        assertTrue(shown.text(database + "/id").endsWith(":stack/db/1"), shown.toString());
        assertEquals("db.internal", shown.text(database + "/outputs/Endpoint"));
    }

    @Test
    void anAccountThatWasNamedWithTheInstallIsBelievedAtOnceAndNoOther() {
        var wanted = "{\"app\":\"shop\",\"name\":\"pinned\",\"inputs\":{\"region\":\"eu\",\"password\":\"hunter22\"},"
                + "\"account\":\"ACCOUNT\"}";
        var body = wanted.replace("ACCOUNT", CUSTOMER);
        api.call("POST", "/v1/installs", body, api.token("write")).expect(403);
        api.post("/v1/installs", wanted.replace("ACCOUNT", "12")).expect(400).says("twelve digits");
        install = api.post("/v1/installs", body).expect(201).text("/id");
        assertEquals(CUSTOMER, api.get("/v1/installs/pinned/stack").text("/account"));

        var stranger = sts.assumed(STRANGER, "acme-phone-home", "fn");
        call(stranger, statement("create", STRANGER, STACK.replace(CUSTOMER, STRANGER)))
                .expect(403)
                .says("belongs into the account " + CUSTOMER);
        assertEquals("active", call(customer, statement("create")).expect(200).text("/status"));
    }

    @Test
    void jobsWithARoleOfTheStacksCloudKeepTheirStatesInItsBucket() {
        name(CUSTOMER).expect(200);
        call(customer, statement("create")).expect(200);
        assertEquals(null, planned().store(), "nothing reaches the bucket without a role");

        roles("{\"provision\":{\"type\":\"aws-role\",\"roleArn\":\"arn:aws:iam::" + CUSTOMER
                + ":role/acme-provision\"}}");
        assertEquals(
                new StateStore.AwsBucket("eu-central-1", "states"), planned().store());

        roles("{\"provision\":{\"type\":\"azure-managed-identity\",\"clientId\":\"" + OTHER_GUID + "\"}}");
        assertEquals(null, planned().store(), "an identity of another cloud does not reach it");
    }

    private void roles(String roles) {
        api.call("PUT", "/v1/installs/acme/roles", "{\"roles\":" + roles + "}").expect(200);
    }

    private TerraformWork planned() {
        api.post("/v1/installs/acme/plan", null).expect(202);
        return assertInstanceOf(
                TerraformWork.class,
                new RunnerClient(api, "r" + ++runners).next().spec().work());
    }

    @Test
    void anyOtherAccountWaitsUntilTheVendorNamesItAndNothingOfItIsUsedBefore() {
        assertEquals("waiting", call(customer, statement("create")).expect(200).text("/status"));
        assertTrue(stack().json().path("outputs").isEmpty(), stack().toString());

        name(CUSTOMER).expect(200);

        assertEquals("active", stack().text("/status"));
        assertEquals("eu-central-1", stack().text("/outputs/region"));
    }

    @Test
    void aStrangerCanNeitherTakeAnInstallThatHasAnAccountNorEndOneThatHasNone() {
        var stranger = sts.assumed(STRANGER, "acme-phone-home", "fn");
        var theirs = statement("create", STRANGER, STACK.replace(CUSTOMER, STRANGER));
        call(stranger, theirs).expect(200);
        call(stranger, statement("delete", STRANGER, STACK.replace(CUSTOMER, STRANGER)))
                .expect(200);
        assertEquals("none", stack().text("/status"));
        name(CUSTOMER).expect(200);

        call(stranger, theirs).expect(403).says("belongs into the account " + CUSTOMER);
        call(customer, statement("create")).expect(200);
        call(stranger, statement("delete")).expect(403).says("speaks of a stack elsewhere");
        assertEquals("active", stack().text("/status"));
    }

    @Test
    void onlyTheStacksOwnFunctionMayCallAndOnlyWithItsOwnStatementOnce() {
        name(CUSTOMER).expect(200);
        call(sts.assumed(CUSTOMER, "acme-provision", "job"), statement("create"))
                .expect(403)
                .says("-phone-home");

        var signed = signed(customer, statement("create"), nonce());
        send(new PhoneHomeCall(statement("update"), signed.identity()))
                .expect(401)
                .says("X-Landfall-Key");
        var call = signed(customer, statement("create"), nonce());
        send(call).expect(200);
        send(call).expect(401).says("shown before");
        clock.advance(Duration.ofMinutes(6));
        var late = nonce();
        clock.advance(Duration.ofMinutes(6));
        send(signed(customer, statement("update"), late)).expect(401).says("older than 5 minutes");
    }

    @Test
    void aProofForAnotherInstallIsRefused() {
        name(CUSTOMER).expect(200);
        var nonce = nonce();
        var statement = statement("create");
        var other = ours("in_zzzzzzzzzzzzzzzz", nonce, statement);
        send(new PhoneHomeCall(
                        statement, new ShownIdentity(nonce, customer.signed(sts.host(), other, clock.instant()))))
                .expect(401)
                .says("X-Landfall-Audience");
    }

    @Test
    void anUpdateChangesWhatIsKnownAndARepeatedCallChangesNothing() {
        name(CUSTOMER).expect(200);
        call(customer, statement("create")).expect(200);
        call(customer, statement("update").replace("shop.example.com", "new.example.com"))
                .expect(200);
        call(customer, statement("update").replace("shop.example.com", "new.example.com"))
                .expect(200);

        assertEquals("new.example.com", stack().text("/outputs/install_inputs/domain"));
    }

    @Test
    void aDeletionEndsTheWorkAndALateCallDoesNotBringTheStackBack() {
        name(CUSTOMER).expect(200);
        call(customer, statement("create")).expect(200);
        var deploy = api.post("/v1/installs/acme/deploy", "{}").expect(202).text("/workflow/id");
        var beside = api.post("/v1/installs/acme/plan", null).expect(202).text("/workflow/id");

        call(customer, statement("delete")).expect(200);

        api.pump();
        for (var workflow : List.of(deploy, beside)) {
            api.get("/v1/workflows/" + workflow).says("deleted the install's stack");
            assertEquals("cancelled", api.get("/v1/workflows/" + workflow).text("/status"));
        }
        assertTrue(stack().json().path("outputs").isEmpty());
        call(customer, statement("update")).expect(409).says("comes too late");
        var deletedAt = stack().text("/calledAt");
        clock.advance(Duration.ofMinutes(1));
        call(customer, statement("delete")).expect(200);
        assertEquals(deletedAt, stack().text("/calledAt"), "it was deleted once");
        refusedToRun();
        call(customer, statement("create", CUSTOMER, STACK + "2")).expect(200);
        assertEquals("active", stack().text("/status"));
    }

    @Test
    void asLongAsAStackIsThereAnotherIsRefusedAndItsDeletionChangesNothing() {
        name(CUSTOMER).expect(200);
        call(customer, statement("create")).expect(200);

        call(customer, statement("create", CUSTOMER, STACK + "2")).expect(409).says("has another stack");
        call(customer, statement("delete", CUSTOMER, STACK + "2")).expect(200);
        assertEquals("active", stack().text("/status"));
        var again = sts.assumed(CUSTOMER, "acme2-phone-home", "fn");
        call(again, statement("update")).expect(403).says("called as acme-phone-home before");
        name(CUSTOMER).expect(200);
        call(again, statement("create", CUSTOMER, STACK + "2")).expect(200);
        call(customer, statement("update")).expect(409);
        name(STRANGER).expect(409).says("has to be deleted before");
    }

    @Test
    void templatesReadTheOutputsOfTheStack() {
        name(CUSTOMER).expect(200);
        call(customer, statement("create")).expect(200);
        var runner = new RunnerClient(api, "r1");
        api.post("/v1/installs/acme/deploy", "{}").expect(202);

        assertTrue(Json.writeString(runner.next().spec()).contains(CUSTOMER), "the sandbox's variable is the account");
    }

    @Test
    void aStackOnAzureIsBelievedForTheTokenOfItsRunnersIdentityInTheNamedSubscription() {
        var entra = TokenIssuer.rsa("rsa-1");
        outbound.host("login.microsoftonline.com", request -> entra.answer());
        assertEquals(
                "waiting",
                callFromAzure(entra, SUBSCRIPTION, PRINCIPAL).expect(200).text("/status"));
        assertEquals("active", name(SUBSCRIPTION).expect(200).text("/status"));

        callFromAzure(entra, OTHER_GUID, PRINCIPAL).expect(403).says("speaks of a stack elsewhere");
        callFromAzure(entra, SUBSCRIPTION, OTHER_GUID).expect(401);
        callFromAzure(TokenIssuer.rsa("rsa-1"), SUBSCRIPTION, PRINCIPAL).expect(401);

        assertEquals(
                "active",
                callFromAzure(entra, SUBSCRIPTION, PRINCIPAL).expect(200).text("/status"));
        callFromAzure(entra, SUBSCRIPTION, PRINCIPAL).expect(200);
        assertEquals(SUBSCRIPTION, stack().text("/outputs/subscription_id"));
        assertEquals("client-1", stack().text("/outputs/provision_client_id"));
    }

    private Reply callFromAzure(TokenIssuer issuer, String subscription, String principal) {
        var now = clock.instant().getEpochSecond();
        var token = issuer.token(Map.of(
                "iss",
                "https://login.microsoftonline.com/" + TENANT + "/v2.0",
                "aud",
                "api://AzureADTokenExchange",
                "tid",
                TENANT,
                "oid",
                principal,
                "exp",
                now + 3_600,
                "nbf",
                now - 60,
                "xms_mirid",
                "/subscriptions/" + subscription
                        + "/resourcegroups/acme/providers/Microsoft.ManagedIdentity/userAssignedIdentities/runner"));
        var statement = Json.writeString(new StackStatement.Azure(
                StackStatement.Event.CREATE,
                "/subscriptions/" + SUBSCRIPTION + "/resourceGroups/acme",
                TENANT,
                SUBSCRIPTION,
                "acme",
                "westeurope",
                null,
                List.of(),
                "client-0",
                PRINCIPAL,
                new TreeMap<>(Map.of("provision", "client-1")),
                new TreeMap<>(),
                new TreeMap<>(),
                null,
                null,
                null,
                null,
                null,
                null,
                true));
        return send(new PhoneHomeCall(statement, new ShownIdentity(nonce(), new AzureToken(token))));
    }

    @Test
    void whatIsNoCallIsSaidToBeNone() {
        send("{}").expect(400).says("must have a statement");
        name("12").expect(400).says("twelve digits");
        call(customer, "{\"type\":\"aws\"}").expect(400);
        api.call("POST", "/v1/installs/in_zzzzzzzzzzzzzzzz/phone-home", "{}", null)
                .expect(404)
                .says("There is no install");
        api.call("PUT", "/v1/installs/acme/stack/account", "{\"account\":\"" + CUSTOMER + "\"}", api.token("write"))
                .expect(403);
    }

    @Test
    void whatAStackWasRenderedAsIsKeptByItsDigestsUntilTheyChange() {
        var first = rendered("a").expect(200);
        assertEquals("cloudformation", first.text("/template/format"));
        clock.advance(Duration.ofHours(1));
        assertEquals(
                first.text("/template/recordedAt"), rendered("a").expect(200).text("/template/recordedAt"));

        var second = rendered("b").expect(200);

        assertEquals("b".repeat(64), second.text("/template/files/stack.yaml"));
        assertEquals(clock.instant().toString(), second.text("/template/recordedAt"));
        assertEquals(second.text("/template"), stack().text("/template"));
    }

    @Test
    void whatIsNoDigestIsNotKept() {
        record("{}").expect(400).says("format");
        record("{\"format\":\"arm\",\"files\":{}}").expect(400).says("1 to 50");
        record("{\"format\":\"arm\",\"files\":{\"a\":\"ABC\"}}").expect(400).says("SHA-256");
        record("{\"format\":\"arm\",\"files\":{\"/etc/x\":\"" + "a".repeat(64) + "\"}}")
                .expect(400)
                .says("SHA-256");
        assertTrue(stack().json().path("template").isMissingNode(), stack().toString());
        api.call("PUT", "/v1/installs/acme/stack/template", "{}", api.token("read"))
                .expect(403);
    }

    private Reply rendered(String digit) {
        var files = Map.of("stack.yaml", digit.repeat(64));
        return record(Api.json(Map.of("format", "cloudformation", "files", files)));
    }

    private Reply record(String body) {
        return api.call("PUT", "/v1/installs/acme/stack/template", body);
    }

    private void refusedToRun() {
        var workflow = api.post("/v1/installs/acme/deploy", "{}").expect(202).text("/workflow/id");
        api.pump();
        api.get("/v1/workflows/" + workflow).says("deleted the install's stack");
    }

    /** Whose sandbox takes a variable from the stack. */
    private ExampleApp app() {
        return new ExampleApp(folder).with("sandbox.toml", """
                        terraform_version = "1.11.4"
                        directory = "modules/sandbox"
                        [vars]
                        account = "{{.nuon.install_stack.outputs.account_id}}"
                        """);
    }

    private Reply name(String account) {
        return api.call("PUT", "/v1/installs/acme/stack/account", Api.json(Map.of("account", account)));
    }

    private Reply stack() {
        return api.get("/v1/installs/acme/stack").expect(200);
    }

    private String nonce() {
        return api.call("POST", "/v1/installs/" + install + "/phone-home/nonces", "{}", null)
                .expect(200)
                .text("/nonce");
    }

    private Reply call(StrictSts.Session session, String statement) {
        return send(signed(session, statement, nonce()));
    }

    private PhoneHomeCall signed(StrictSts.Session session, String statement, String nonce) {
        var proof = session.signed(sts.host(), ours(install, nonce, statement), clock.instant());
        return new PhoneHomeCall(statement, new ShownIdentity(nonce, proof));
    }

    private static Map<String, String> ours(String install, String nonce, String statement) {
        var digest = new PhoneHomeCall(statement, new ShownIdentity(nonce, new AwsCaller("-", Map.of()))).digest();
        return Map.of(
                AwsCaller.AUDIENCE, PhoneHomeCall.audience(new InstallId(install)),
                AwsCaller.NONCE, nonce,
                AwsCaller.KEY, digest);
    }

    private Reply send(PhoneHomeCall call) {
        return send(Api.json(call));
    }

    private Reply send(String body) {
        return api.call("POST", "/v1/installs/" + install + "/phone-home", body, null);
    }

    private static String statement(String event) {
        return statement(event, CUSTOMER, STACK);
    }

    private static String statement(String event, String account, String stack) {
        return Json.writeString(new StackStatement.Aws(
                StackStatement.Event.valueOf(event.toUpperCase(java.util.Locale.ROOT)),
                stack,
                account,
                "eu-central-1",
                "vpc-1",
                List.of("subnet-1"),
                "arn:aws:iam::" + account + ":role/acme-runner",
                new TreeMap<>(Map.of("provision", "arn:aws:iam::" + account + ":role/acme-provision")),
                new TreeMap<>(),
                new TreeMap<>(Map.of("domain", Json.mapper().valueToTree("shop.example.com"))),
                "states",
                null,
                null,
                null,
                null,
                new TreeMap<>(Map.of("database", "arn:aws:cloudformation:eu-central-1:" + account + ":stack/db/1")),
                new TreeMap<>(Map.of("database", new TreeMap<>(Map.of("Endpoint", "db.internal")))),
                true));
    }
}
