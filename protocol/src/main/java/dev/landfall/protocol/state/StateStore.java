package dev.landfall.protocol.state;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.landfall.protocol.error.LandfallException;
import java.util.regex.Pattern;

/**
 * Where an install's customer keeps Terraform's states: a store that the install stack made. Jobs reach it as the identity of their
 * operation, and the control plane not at all. The member {@code type} tells the alternatives apart on the wire.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = StateStore.AwsBucket.class, name = "aws-bucket"),
    @JsonSubTypes.Type(value = StateStore.AzureContainer.class, name = "azure-container"),
})
public sealed interface StateStore {

    /** A bucket in S3. Its name is checked for what an address may hold: no dots, which certificates of S3 do not match. */
    record AwsBucket(String region, String bucket) implements StateStore {

        private static final Pattern REGION = Pattern.compile("[a-z]{2,3}(?:-[a-z]+)+-[0-9]{1,2}");
        private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9-]{1,61}[a-z0-9]");

        public AwsBucket {
            requireForm(REGION, region, "a region of AWS");
            requireForm(BUCKET, bucket, "the name of a bucket, of a-z, 0-9 and '-'");
        }
    }

    /** A container of blobs in an account of Azure Storage. */
    record AzureContainer(String account, String container) implements StateStore {

        private static final Pattern ACCOUNT = Pattern.compile("[a-z0-9]{3,24}");
        private static final Pattern CONTAINER = Pattern.compile("[a-z0-9](?:[a-z0-9-]{1,61}[a-z0-9])");

        public AzureContainer {
            requireForm(ACCOUNT, account, "the name of a storage account");
            requireForm(CONTAINER, container, "the name of a container");
        }
    }

    private static void requireForm(Pattern form, String value, String what) {
        if (value == null || !form.matcher(value).matches()) {
            throw LandfallException.invalid("'" + value + "' is not " + what + ".");
        }
    }
}
