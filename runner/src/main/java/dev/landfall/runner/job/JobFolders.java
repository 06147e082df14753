package dev.landfall.runner.job;

import java.nio.file.Path;

/**
 * Where an attempt may write. All but the last two exist before the first phase and are removed after the last.
 *
 * @param root of the workspace; the others of this attempt are below it
 * @param source for what is checked out or unpacked
 * @param work for files that the handler makes: scripts, plans, outputs files
 * @param home of the job's processes ({@code HOME})
 * @param temporary of the job's processes ({@code TMPDIR})
 * @param cache shared by all jobs of this runner and kept between them, for example for provider plug-ins
 * @param runner the runner's own folder, where its keys are; never shown to a job's process
 */
public record JobFolders(Path root, Path source, Path work, Path home, Path temporary, Path cache, Path runner) {}
