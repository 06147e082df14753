/**
 * What an install's stack consists of, whatever cloud and language it is rendered for. No template's syntax lives here, and no secret
 * value: customers type those into their own cloud.
 */
@NullMarked
package dev.landfall.stacktemplates.model;

import org.jspecify.annotations.NullMarked;
