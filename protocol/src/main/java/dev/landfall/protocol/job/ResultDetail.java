package dev.landfall.protocol.job;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Map;

/** What a kind of job reports besides its outcome. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ResultDetail.Plan.class, name = "plan"),
    @JsonSubTypes.Type(value = ResultDetail.Outputs.class, name = "outputs"),
    @JsonSubTypes.Type(value = ResultDetail.Definitions.class, name = "definitions"),
})
public sealed interface ResultDetail {

    /**
     * A plan was made.
     *
     * @param hasChanges whether applying it would change anything, outputs included
     * @param blob key of the encrypted plan file
     * @param blobSha256 of the encrypted bytes
     * @param planSha256 of the plan file in clear; what an approval names
     * @param displayBlob key of the redacted JSON for reading ({@code terraform show -json}, sensitive values removed)
     * @param summary redacted, one line a changed resource: {@code + create terraform_data.x}
     */
    record Plan(
            boolean hasChanges,
            int toAdd,
            int toChange,
            int toDestroy,
            String blob,
            String blobSha256,
            String planSha256,
            String displayBlob,
            List<String> summary)
            implements ResultDetail {

        public Plan {
            summary = List.copyOf(summary);
        }
    }

    /** Outputs of an apply or an action, by name. */
    record Outputs(Map<String, OutputValue> values) implements ResultDetail {

        public Outputs {
            values = Map.copyOf(values);
        }
    }

    /**
     * The jobs that a commit defines and that the event starts.
     *
     * @param notes what was left out and why, one line each
     */
    record Definitions(List<CiJobDefinition> jobs, List<String> notes) implements ResultDetail {

        public Definitions {
            jobs = List.copyOf(jobs);
            notes = List.copyOf(notes);
        }
    }
}
