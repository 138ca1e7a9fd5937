/**
 * What the writing and the reading side agree on: the form of a chunk's text and the channel that
 * announces new ones. The other rooms of this service enter.
 */
package dev.sks.logs.store;
