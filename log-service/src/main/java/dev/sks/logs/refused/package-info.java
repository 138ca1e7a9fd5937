/** Puts aside what can't be taken, with its cause. The rooms that read topics enter. */
package dev.sks.logs.refused;
