/** JSON of the bus and of the REST doors, which are strict where the bus is tolerant. */
package dev.sks.base.json;
