package dev.landfall.controlplane.seeded;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A port that would bind every host to one cloud. */
public interface AwsInAPort {

    Map<String, AttributeValue> read(String key);
}
