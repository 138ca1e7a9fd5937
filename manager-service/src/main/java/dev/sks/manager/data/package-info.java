/**
 * The tenants' data: uploads with their split index, inputs of jobs, results. The doors enter with
 * a caller's tenant, launchers with an attempt; {@link dev.sks.manager.data.DataStore} is the seam
 * to the volume.
 */
package dev.sks.manager.data;
