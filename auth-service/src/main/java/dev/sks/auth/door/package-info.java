/**
 * What the resources of this service do alike: checks of fields, pages. Resources enter; stores
 * don't.
 */
package dev.sks.auth.door;
