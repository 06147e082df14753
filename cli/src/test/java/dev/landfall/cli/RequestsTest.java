package dev.landfall.cli;

import static dev.landfall.cli.JsonText.tree;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.landfall.protocol.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each command sends the request that the API has for it, and prints the reply as JSON when asked. */
class RequestsTest {

    private static final String REPLY =
            "{\"workflow\":{\"id\":\"in_1.wf_1\"},\"job\":{\"id\":\"pr_1.jb_1\"},\"items\":[]}";

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "app list | GET /v1/apps |",
                "app show hello | GET /v1/apps/hello |",
                "app show hello --versions | GET /v1/apps/hello/configs |",
                "app show hello --version 2 | GET /v1/apps/hello/configs/2 |",
                "install create acme --app hello --input region=eu --pool p | POST /v1/installs"
                        + " | {'name':'acme','app':'hello','approval':'prompt','pool':'p','inputs':{'region':'eu'}}",
                "install create acme --app hello --approval approve-all | POST /v1/installs"
                        + " | {'name':'acme','app':'hello','approval':'approve-all','inputs':{}}",
                "install list | GET /v1/installs |",
                "install list --app hello | GET /v1/installs?app=hello |",
                "install show a/b | GET /v1/installs/a%2Fb |",
                "install update acme --input a=1 --input b=x=y | PATCH /v1/installs/acme | {'inputs':{'a':'1','b':'x=y'}}",
                "install update acme --config-version 4 --approval prompt | PATCH /v1/installs/acme"
                        + " | {'approval':'prompt','configVersion':4}",
                "install plan acme --no-wait | POST /v1/installs/acme/plan | {}",
                "install deploy acme --no-wait | POST /v1/installs/acme/deploy | {}",
                "install deploy acme --component a --component b --no-wait | POST /v1/installs/acme/deploy"
                        + " | {'components':['a','b']}",
                "install deprovision acme --no-wait | POST /v1/installs/acme/deprovision | {}",
                "install delete acme | DELETE /v1/installs/acme |",
                "install state list acme | GET /v1/installs/acme/states |",
                "install state versions acme net | GET /v1/installs/acme/states/net/versions |",
                "install state force-unlock acme net --reason gone"
                        + " | POST /v1/installs/acme/states/net/force-unlock | {'reason':'gone'}",
                "action list acme | GET /v1/installs/acme/actions |",
                "action run acme smoke --env A=b --no-wait | POST /v1/installs/acme/actions/smoke/runs | {'env':{'A':'b'}}",
                "workflow list --install acme --limit 5 --after c1 | GET /v1/workflows?install=acme&limit=5&after=c1 |",
                "workflow list --project web | GET /v1/workflows?project=web |",
                "workflow show in_1.wf_1 | GET /v1/workflows/in_1.wf_1 |",
                "workflow deny in_1.wf_1 --step s --reason no | POST /v1/workflows/in_1.wf_1/deny | {'reason':'no','step':'s'}",
                "workflow cancel in_1.wf_1 | POST /v1/workflows/in_1.wf_1/cancel | {}",
                "workflow retry in_1.wf_1 --step s | POST /v1/workflows/in_1.wf_1/retry | {'step':'s'}",
                "job list --status failed --limit 3 | GET /v1/jobs?status=failed&limit=3 |",
                "job show in_1.jb_1 | GET /v1/jobs/in_1.jb_1 |",
                "job explain in_1.jb_1 | GET /v1/jobs/in_1.jb_1/explain |",
                "job cancel in_1.jb_1 --reason stop | POST /v1/jobs/in_1.jb_1/cancel | {'reason':'stop'}",
                "job retry in_1.jb_1 | POST /v1/jobs/in_1.jb_1/retry | {}",
                "project create web --repository https://g/w.git --branch main --event push --include src/** --git-token a:b"
                        + " | POST /v1/projects | {'name':'web','repository':'https://g/w.git','events':['push'],"
                        + "'branches':['main'],'paths':{'include':['src/**']},'gitCredentials':{'type':'TOKEN','secret':'a:b'}}",
                "project list | GET /v1/projects |",
                "project show web | GET /v1/projects/web |",
                "project update web --pool p --secret-path x | PATCH /v1/projects/web | {'pool':'p','secretPaths':['x']}",
                "project delete web | DELETE /v1/projects/web |",
                "project run web --command ls --ref main --timeout 9 --no-wait | POST /v1/projects/web/jobs"
                        + " | {'name':'manual','command':'ls','ref':'main','timeoutSeconds':9}",
                "project webhook-secret create web | POST /v1/projects/web/webhook-secrets | {}",
                "project webhook-secret list web | GET /v1/projects/web/webhook-secrets |",
                "project webhook-secret delete web ws_1 | DELETE /v1/projects/web/webhook-secrets/ws_1 |",
                "secret list --prefix web | GET /v1/secrets?prefix=web |",
                "secret rm web/x:k | DELETE /v1/secrets?path=web%2Fx&key=k |",
                "token create ci --scope read,write --expires-in 2h | POST /v1/tokens"
                        + " | {'name':'ci','scopes':['read','write'],'expiresInSeconds':7200}",
                "token list | GET /v1/tokens |",
                "token revoke tk_1 | DELETE /v1/tokens/tk_1 |",
                "pool create builds | POST /v1/pools | {'name':'builds'}",
                "pool list | GET /v1/pools |",
                "pool show builds | GET /v1/pools/builds |",
                "pool trust builds | GET /v1/pools/builds/trust |",
                "pool trust builds --remove | DELETE /v1/pools/builds/trust |",
                "pool trust builds --aws-role arn:aws:iam::123456789012:role/r | PUT /v1/pools/builds/trust |"
                        + " {'type':'aws','account':'123456789012','roleArn':'arn:aws:iam::123456789012:role/r'}",
                "pool trust builds --azure-tenant t --azure-principal p | PUT /v1/pools/builds/trust |"
                        + " {'type':'azure','tenant':'t','principalId':'p'}",
                "pool trust builds --kubernetes-issuer https://c --service-account ns/sa --jwks-url https://c/keys |"
                        + " PUT /v1/pools/builds/trust | {'type':'kubernetes','issuer':'https://c','namespace':'ns',"
                        + "'serviceAccount':'sa','jwksUrl':'https://c/keys'}",
                "pool enrol builds | POST /v1/pools/builds/enrolment-tokens | {}",
                "events list web | GET /v1/events?project=web |",
                "events redeliver web d-1 | POST /v1/events/web/d-1/redeliver | {}",
                "queue dead-letters events | GET /v1/queues/events/dead-letters |",
                "queue redrive events --id a --id b | POST /v1/queues/events/redrive | {'ids':['a','b']}",
                "runner list --pool p | GET /v1/runners?pool=p |",
                "runner drain rn_1 | POST /v1/runners/rn_1/drain | {'drain':true}",
                "runner health-check rn_1 --no-wait | POST /v1/runners/rn_1/health-check | {}",
                "runner shutdown rn_1 --no-wait | POST /v1/runners/rn_1/shutdown | {}",
                "runner shutdown rn_1 --machine --no-wait | POST /v1/runners/rn_1/vm-shutdown | {}",
                "runner drain rn_1 --undo | POST /v1/runners/rn_1/drain | {'drain':false}",
            })
    void commandSendsItsRequestAndPrintsTheReply(String command, String request, @Nullable String body) {
        try (var api = new FakeApi()) {
            api.on(request.strip(), REPLY);
            var ended = new CommandRun(folder).against(api).run((command.strip() + " --output json").split(" "));
            assertEquals("", ended.err());
            assertEquals(0, ended.exitCode());
            assertEquals(request.strip(), api.last().line());
            assertEquals("Bearer lf_token", api.last().authorization());
            assertEquals(
                    body == null ? "" : tree(body).toString(),
                    body == null ? "" : Json.readTree(api.last().body()).toString());
            assertEquals(tree(REPLY), ended.json());
        }
    }

    @Test
    void inputsComeFromFilesOptionsAndValueFilesInThatOrder() throws Exception {
        Files.writeString(folder.resolve("all.json"), "{\"a\": 1, \"b\": [true], \"c\": \"file\"}");
        Files.writeString(folder.resolve("key.txt"), "s3cret\n");
        try (var api = new FakeApi()) {
            var ended = new CommandRun(folder)
                    .against(api)
                    .run(
                            "install",
                            "update",
                            "acme",
                            "--inputs-file",
                            "all.json",
                            "--input",
                            "c=option",
                            "--input-from",
                            "k=key.txt");
            assertEquals(0, ended.exitCode(), ended.err());
            assertEquals(
                    tree("{\"inputs\":{\"a\":1,\"b\":[true],\"c\":\"option\",\"k\":\"s3cret\"}}"),
                    Json.readTree(api.last().body()));
        }
    }
}
