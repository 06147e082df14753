package dev.landfall.stacktemplates.model;

import dev.landfall.protocol.id.InstallId;

/**
 * Whose stack it is.
 *
 * @param app name of the app, for people
 * @param vendor name of the vendor, for people
 * @param name of the install, for people
 */
public record InstallFacts(InstallId id, String name, String app, String vendor) {}
