/**
 * Ships what attempts print, as files in their folders, to {@code sks.job-logs}. Launchers enter
 * with an attempt and its folder.
 */
package dev.sks.manager.logs;
