package dev.landfall.runner.kind.terraform;

import dev.landfall.protocol.digest.Sha256;
import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.job.ResultDetail;
import dev.landfall.protocol.job.TerraformWork;
import dev.landfall.runner.job.JobContext;
import dev.landfall.runner.plan.PlanCipher;
import dev.landfall.runner.plan.PlanDisplay;
import dev.landfall.runner.plan.PlanScope;
import dev.landfall.runner.workspace.PrivateFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Hands a plan to the blob store, sealed, and takes exactly the approved one back. */
final class PlanStore {

    private static final String CHANGED =
            "The plan's bytes are not those that were approved, so it is not applied; plan "
                    + "again and approve the new plan.";

    /** A sealed plan is a header and a tag longer than the plan. */
    private static final int SEAL_BYTES = 1024;

    private final PlanCipher cipher;
    private final PlanScope scope;
    private final JobContext context;

    PlanStore(PlanCipher cipher, String workspace, JobContext context) {
        this.cipher = cipher;
        this.scope = new PlanScope(context.spec().job().partition().value(), workspace);
        this.context = context;
    }

    ResultDetail.Plan store(Path planFile, boolean hasChanges, PlanDisplay display) {
        var plan = PrivateFiles.read(planFile, PlanCipher.MAX_PLAN_BYTES);
        var sealed = cipher.seal(plan, scope);
        return new ResultDetail.Plan(
                hasChanges,
                display.toAdd(),
                display.toChange(),
                display.toDestroy(),
                put("plan", sealed),
                Sha256.hex(sealed),
                Sha256.hex(plan),
                put("plan.json", display.json().getBytes(StandardCharsets.UTF_8)),
                display.summary());
    }

    /**
     * The approved plan in clear, in a file that only the job's user reads.
     *
     * @throws LandfallException CONFLICT when sealed or clear bytes are not the approved ones, or the key is another
     */
    Path fetch(TerraformWork.ApprovedPlan approved) {
        var sealed = PrivateFiles.read(download(approved), PlanCipher.MAX_PLAN_BYTES + SEAL_BYTES);
        if (!Sha256.hex(sealed).equals(approved.blobSha256())) {
            throw LandfallException.conflict(CHANGED);
        }
        var plan = cipher.open(sealed, scope);
        if (!Sha256.hex(plan).equals(approved.planSha256())) {
            throw LandfallException.conflict(CHANGED);
        }
        var file = context.folders().work().resolve("approved.tfplan");
        PrivateFiles.write(file, plan);
        return file;
    }

    private Path download(TerraformWork.ApprovedPlan approved) {
        try {
            return context.blobs().get(approved.blob(), approved.blobSha256());
        } catch (LandfallException e) {
            if (e.kind() == ErrorKind.INVALID) {
                throw new LandfallException(ErrorKind.CONFLICT, CHANGED, e);
            }
            throw e;
        }
    }

    private String put(String name, byte[] bytes) {
        var file = context.folders().work().resolve("upload-" + name);
        PrivateFiles.write(file, bytes);
        try {
            return context.blobs().put(name, file);
        } finally {
            PrivateFiles.remove(file);
        }
    }
}
