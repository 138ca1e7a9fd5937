/** Files that are there whole or not at all; whoever keeps state in files enters. */
package dev.sks.manager.files;
