/** Creates the topics of the bus. Each service enters at its start, for those it produces to. */
package dev.sks.base.topics;
