package dev.landfall.integration.terraform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The commands of docs/deploy-aws.md and docs/deploy-azure.md, as they stand there, with Terraform and {@code landfall keys} as
 * they are; what the clouds' own command lines would answer is played.
 */
class DeployPagesIT {

    @TempDir
    private Path checkout = Path.of("");

    private Terraform terraform;
    private Path programs;

    @BeforeEach
    void layOutACheckout() throws IOException, GeneralSecurityException {
        terraform = Terraform.in(Files.createDirectories(checkout.resolve("terraform")));
        programs = Files.createDirectories(checkout.resolve("programs"));
        var target = Files.createDirectories(checkout.resolve("target"));
        for (var name : new String[] {"landfall-aws.zip", "landfall-azure.zip", "landfall-0.1.0.tar.gz"}) {
            Files.writeString(target.resolve(name), name);
        }
        program(
                "landfall",
                "case $1 in keys) exec '%s' -cp '%s' dev.landfall.cli.Main \"$@\" ;; *) echo \"$*\" >>'%s' ;; esac"
                        .formatted(
                                Path.of(System.getProperty("java.home"), "bin", "java"),
                                System.getProperty("java.class.path"),
                                checkout.resolve("asked")));
        var key = KeyPairGenerator.getInstance("EC");
        key.initialize(new ECGenParameterSpec("secp256r1"));
        var encoded = Base64.getEncoder()
                .encodeToString(key.generateKeyPair().getPublic().getEncoded());
        program("aws", "case $2 in get-public-key) echo '" + encoded + "' ;; *) exit 64 ;; esac");
        program("az", """
                case "$1 $2 $3" in
                  'account show '*) echo 00000000-0000-0000-0000-000000000001 ;;
                  'keyvault key download') printf -- '-----BEGIN PUBLIC KEY-----\\n%s\\n-----END PUBLIC KEY-----\\n' >signing.pem ;;
                  'functionapp deployment source') test -f target/landfall-azure.zip ;;
                  *) exit 64 ;;
                esac
                """.formatted(encoded));
        // asked for by the address of the deployed control plane
        program("curl", "exit 0");
    }

    @AfterEach
    void stop() {
        if (terraform != null) {
            terraform.close();
        }
    }

    @Test
    void theCommandsForAwsMakeAControlPlaneAndItsRunners() throws IOException {
        assumeTrue(
                Terraform.isInstalled("openssl"), "openssl is not on the PATH: install one to run the page's commands");
        var page = PageCommands.of("deploy-aws.md");
        run(page.under("2. Root key") + page.under("3. Resources") + page.under("5. Runners"));
        var example = Files.readString(checkout.resolve("terraform/examples/aws-complete/terraform.tfstate"));
        assertTrue(example.contains("aws_lambda_function"));
        assertTrue(example.contains("aws_autoscaling_group"));
        assertTrue(Files.readString(checkout.resolve("asked"))
                .contains("pool trust default --aws-role arn:aws:iam::123456789012:role/landfall-runners-runner"));
    }

    @Test
    void theCommandsForAzureMakeAControlPlane() throws IOException {
        var page = PageCommands.of("deploy-azure.md");
        run(page.under("2. Root key") + page.under("3. Resources") + page.under("4. Deploy"));
        assertTrue(Files.readString(checkout.resolve("terraform/examples/azure-complete/terraform.tfstate"))
                .contains("azurerm_function_app_flex_consumption"));
    }

    private void program(String name, String text) throws IOException {
        var file = programs.resolve(name);
        Files.writeString(file, "#!/bin/sh\nset -eu\n" + text + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void run(String commands) throws IOException {
        var script = checkout.resolve("commands.sh");
        Files.writeString(script, "set -eu\n" + commands);
        var run = terraform.shell(checkout, script, programs + File.pathSeparator + System.getenv("PATH"));
        assertEquals(0, run.exit(), run.output());
    }
}
