"""What the browser asks for, area by area. No area imports another one."""
