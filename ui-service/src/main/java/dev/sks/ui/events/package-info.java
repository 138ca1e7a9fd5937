/**
 * Jobs as they change, over server-sent events. Only clients enter, through the door; the room
 * itself reads the read model.
 */
package dev.sks.ui.events;
