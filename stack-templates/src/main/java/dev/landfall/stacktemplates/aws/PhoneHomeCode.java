package dev.landfall.stacktemplates.aws;

import dev.landfall.protocol.error.LandfallException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The function that calls home, in Python: the same call for every tool that invokes it. */
public final class PhoneHomeCode {

    public static final String RUNTIME = "python3.13";
    public static final int TIMEOUT_SECONDS = 240;
    public static final int MEMORY_MIB = 256;

    private static final String FOLDER = "/dev/landfall/stacktemplates/cloudformation/";
    private static final String HANDLER = "\n\ndef handler(";
    private static final String CFNRESPONSE = "import cfnresponse\n";

    private PhoneHomeCode() {}

    /** As CloudFormation runs it, with a module that only Lambda's inline code has. */
    public static String forCloudFormation() {
        return text(FOLDER + "phone_home.py");
    }

    /** As Terraform's resource {@code aws_lambda_invocation} runs it, which says what happens in the member {@code tf}. */
    public static String forTerraform() {
        var whole = forCloudFormation();
        int handler = whole.indexOf(HANDLER);
        if (handler < 0 || !whole.contains(CFNRESPONSE)) {
            throw LandfallException.internal("The code of the call home is another than this build knows.", null);
        }
        return whole.substring(0, handler).replace(CFNRESPONSE, "") + "\n\n"
                + text("/dev/landfall/stacktemplates/terraform/phone_home_handler.py");
    }

    private static String text(String path) {
        try (var code = PhoneHomeCode.class.getResourceAsStream(path)) {
            if (code == null) {
                throw LandfallException.internal("The code of the call home is not in this build.", null);
            }
            return new String(code.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
