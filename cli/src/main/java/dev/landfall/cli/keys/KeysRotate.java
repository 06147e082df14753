package dev.landfall.cli.keys;

import dev.landfall.cli.api.ApiPath;
import dev.landfall.cli.invocation.Invocation;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.json.Json;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "rotate",
        description = {
            "Let another key sign jobs from now on. What was signed before is believed until its certificate ends.",
            "In a cloud: a key that 'keys certify' certified. On one machine the control plane makes and certifies it."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  landfall keys rotate",
            "  landfall keys rotate --key-id 1234abcd-12ab-34cd-56ef-1234567890ab --certificate signing.jws"
        })
final class KeysRotate implements Callable<Integer> {

    private final Invocation invocation;

    @Option(
            names = "--key-id",
            paramLabel = "ID",
            description = "The key as its store names it: id or ARN in KMS, address of one version in Key Vault.")
    @Nullable String keyId;

    @Option(
            names = "--certificate",
            paramLabel = "FILE",
            description = "What 'keys certify' printed for its public half.")
    @Nullable Path certificate;

    KeysRotate(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        var body = Json.mapper().createObjectNode();
        if (keyId != null && certificate != null) {
            body.put("key", keyId)
                    .put(
                            "certificate",
                            CertificateFile.read(invocation.surroundings().resolve(certificate)));
        } else if (keyId != null || certificate != null) {
            throw LandfallException.invalid("Give --key-id and --certificate together, or neither.");
        }
        var reply = invocation.api().post(ApiPath.of("/v1/signing-keys"), body);
        invocation
                .output()
                .one(
                        reply,
                        sheet -> sheet.field("State", reply, "/state")
                                .field("Key", reply, "/key")
                                .field("Key id", reply, "/kid")
                                .field("From", reply, "/notBefore")
                                .field("Until", reply, "/notAfter"));
        return 0;
    }
}
