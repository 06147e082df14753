package dev.landfall.runner.tool;

import dev.landfall.protocol.error.LandfallException;
import java.util.List;

/** Which of the two compatible programs runs Terraform modules. */
public enum TerraformChoice {
    /** HashiCorp Terraform where it is installed, else OpenTofu. */
    ANY,
    /** Just HashiCorp Terraform. */
    TERRAFORM,
    /** Just OpenTofu. */
    TOFU;

    /** Names of the executables, the preferred one first. */
    public List<String> names() {
        return switch (this) {
            case ANY -> List.of("terraform", "tofu");
            case TERRAFORM -> List.of("terraform");
            case TOFU -> List.of("tofu");
        };
    }

    /**
     * Reads a setting: {@code any}, {@code terraform} or {@code tofu}.
     *
     * @throws LandfallException INVALID for anything else
     */
    public static TerraformChoice parse(String text) {
        return switch (text) {
            case "any" -> ANY;
            case "terraform" -> TERRAFORM;
            case "tofu" -> TOFU;
            default ->
                throw LandfallException.invalid(
                        "'" + text + "' is no Terraform program: use 'any', 'terraform' or 'tofu'.");
        };
    }
}
