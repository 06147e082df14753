/**
 * What the steps of the demo share: the control plane and runner of the story, the transcript, the checks. Nothing here
 * knows a step.
 */
@NullMarked
package dev.landfall.cli.demo.stage;

import org.jspecify.annotations.NullMarked;
