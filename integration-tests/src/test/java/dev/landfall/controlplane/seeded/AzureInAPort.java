package dev.landfall.controlplane.seeded;

import com.azure.data.tables.models.TableEntity;

/** A port that would bind every host to one cloud. */
public interface AzureInAPort {

    void write(TableEntity entity);
}
