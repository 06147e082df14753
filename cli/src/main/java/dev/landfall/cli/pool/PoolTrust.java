package dev.landfall.cli.pool;

import dev.landfall.cli.api.ApiPath;
import dev.landfall.cli.invocation.Invocation;
import dev.landfall.protocol.error.LandfallException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
        name = "trust",
        description = {
            "Say whose runners may join the pool without an enrolment token; what was said before is replaced.",
            "Without an option: show it."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  landfall pool trust builds --aws-role arn:aws:iam::123456789012:role/landfall-runner",
            "  landfall pool trust builds --azure-tenant TENANT --azure-principal PRINCIPAL",
            "  landfall pool trust builds --kubernetes-issuer ISSUER --service-account landfall/runner --jwks-file keys.json",
            "  landfall pool trust builds --remove"
        })
final class PoolTrust implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(paramLabel = "POOL", description = "Name or id of the pool.")
    String pool = "";

    @ArgGroup
    @Nullable Change change;

    /** One of them. */
    static final class Change {
        @Option(names = "--remove", description = "Let no runner join by identity any more.")
        boolean remove;

        @Option(names = "--aws-role", paramLabel = "ARN", description = "Role of the runners on AWS.")
        @Nullable String awsRole;

        @ArgGroup(exclusive = false)
        @Nullable AzureIdentity azure;

        @ArgGroup(exclusive = false)
        @Nullable ServiceAccount serviceAccount;
    }

    PoolTrust(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        var path = ApiPath.of("/v1/pools/{}/trust", pool);
        if (change == null) {
            show(invocation.api().get(path));
            return 0;
        }
        if (change.remove) {
            var reply = invocation.api().delete(path);
            invocation.output().done(reply, "No runner joins the pool by identity any more.");
            return 0;
        }
        show(invocation.api().put(path, wanted(change)));
        return 0;
    }

    private JsonNode wanted(Change what) {
        if (what.awsRole != null) {
            return TrustShapes.aws(what.awsRole);
        }
        if (what.azure != null) {
            return what.azure.shape();
        }
        if (what.serviceAccount != null) {
            return what.serviceAccount.shape(invocation.surroundings());
        }
        throw LandfallException.invalid("Name one identity to trust.");
    }

    private void show(JsonNode reply) {
        invocation
                .output()
                .one(
                        reply,
                        sheet -> sheet.field("Type", reply, "/trust/type")
                                .field("Account", reply, "/trust/account")
                                .field("Role", reply, "/trust/roleArn")
                                .field("Tenant", reply, "/trust/tenant")
                                .field("Principal", reply, "/trust/principalId")
                                .field("Issuer", reply, "/trust/issuer")
                                .field("Keys at", reply, "/trust/jwksUrl")
                                .field("Namespace", reply, "/trust/namespace")
                                .field("Service account", reply, "/trust/serviceAccount")
                                .field("Audience", reply, "/trust/audience")
                                .field("Since", reply, "/setAt"));
    }
}
