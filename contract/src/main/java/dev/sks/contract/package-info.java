/**
 * What crosses a border: the bus, the attempt's folder and the REST door. Every module may enter;
 * the room itself uses nothing but Jackson's annotations.
 *
 * <p>Compatibility: a field is added, never renamed or removed; readers on the bus ignore fields
 * they do not know and accept the absence of fields added later.
 */
package dev.sks.contract;
