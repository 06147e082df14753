package dev.landfall.stacktemplates.model;

import dev.landfall.protocol.error.LandfallException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The cloud that a stack is for. */
public sealed interface Target {

    /**
     * AWS.
     *
     * @param account whose stack alone is accepted, 12 digits; null = any, which waits for the vendor's word
     * @param region that the stack is meant for; null = the customer chooses
     */
    record Aws(@Nullable String account, @Nullable String region) implements Target {

        private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
        private static final Pattern REGION = Pattern.compile("[a-z]{2,3}(?:-[a-z]+)+-[0-9]{1,2}");

        public Aws {
            require(ACCOUNT, account, "the number of an AWS account, 12 digits");
            require(REGION, region, "a region of AWS, such as eu-central-1");
        }
    }

    /**
     * Azure.
     *
     * @param subscription whose stack alone is accepted, a GUID; null = any, which waits for the vendor's word
     * @param location that the stack is meant for, such as {@code westeurope}; null = the resource group's
     */
    record Azure(@Nullable String subscription, @Nullable String location) implements Target {

        private static final Pattern GUID = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        private static final Pattern LOCATION = Pattern.compile("[a-z][a-z0-9]{2,40}");

        public Azure {
            require(GUID, subscription, "the id of an Azure subscription, a GUID in lower case");
            require(LOCATION, location, "a location of Azure, such as westeurope");
        }
    }

    private static void require(Pattern form, @Nullable String value, String what) {
        if (value != null && !form.matcher(value).matches()) {
            throw LandfallException.invalid("'" + value + "' is not " + what + ".");
        }
    }
}
