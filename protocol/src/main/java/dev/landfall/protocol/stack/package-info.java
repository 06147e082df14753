/**
 * What an install's stack tells the control plane from the customer's account. Who may say it is checked by the control plane, never here.
 */
@NullMarked
package dev.landfall.protocol.stack;

import org.jspecify.annotations.NullMarked;
