/** Who calls, out of the verified token. Doors ask; nothing below them knows of tokens. */
package dev.sks.base.token;
