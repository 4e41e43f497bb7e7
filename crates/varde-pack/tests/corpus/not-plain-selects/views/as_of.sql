select * from students for system_time as of '2024-01-01' --~ S001 found: system_time
